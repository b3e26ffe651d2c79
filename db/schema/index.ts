export * from "./activity";
export * from "./causes";
export * from "./improvements";
export * from "./incidents";
export * from "./people";
export * from "./portability";
