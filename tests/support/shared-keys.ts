/** The secrets of all copies on one database, as one .env for them would hold them. */
export const sharedKeys = {
  AUTH_SECRET: "the secret that all copies share 0123456789",
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from("the actions' key of all copies..").toString("base64"),
  TOKEN_KEY: Buffer.from("the tokens' key of all copies...").toString("base64"),
};
