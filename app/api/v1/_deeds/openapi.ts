import { jsonShapeOf } from "@/lib/api/json-shape";
import { type Operation, operations } from "./operations";

/** The API in OpenAPI 3.1, from the very shapes its doors use. @param origin where this installation is reached */
export function openApiDocument(origin: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const { path, method } = operation;
    paths[path] = { ...paths[path], [method.toLowerCase()]: described(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Common Cause",
      version: "1",
      description:
        "Each deed is the same command that the pages use. A token acts as the member it was made for. Days are YYYY-MM-DD; ids of new rows are UUIDs of version 7.",
    },
    servers: [{ url: new URL("/api/v1", origin).href }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    paths,
  };
}

/** The body of an operation without what its address holds already. */
export function bodyOf({ body, inPath }: Operation) {
  if (!body) return undefined;
  const shape = jsonShapeOf(body);
  const { properties = {}, required = [], ...rest } = shape;
  const isLeft = (name: string) => !inPath.includes(name);
  const needed = required.filter(isLeft);
  return {
    ...rest,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => isLeft(name))),
    ...(needed.length > 0 && { required: needed }),
  };
}

const answer = (description: string) => ({ description });

function described(operation: Operation) {
  const { group, method, path, says, permission, query, inPath, isDeed, takesFile, givesFile } = operation;
  const body = bodyOf(operation);
  const asked = query ? jsonShapeOf(query) : undefined;
  const sentAs = takesFile ? "multipart/form-data" : "application/json";
  const given = givesFile
    ? { "application/octet-stream": { schema: { type: "string", format: "binary" } } }
    : { "application/json": { schema: {} } };
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[^a-z]+([a-z])/gi, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, "")}`,
    tags: [group],
    summary: says,
    description: `Needs the right “${permission}”.`,
    parameters: [
      ...inPath.map((name) => ({ name, in: "path", required: true, schema: { type: "string", format: "uuid" } })),
      ...Object.entries(asked?.properties ?? {}).map(([name, schema]) => ({ name, in: "query", schema })),
      ...(method === "POST" && path !== "/cases"
        ? [
            {
              name: "Idempotency-Key",
              in: "header",
              description: isDeed
                ? "The same call under the same key gets the same answer and does nothing."
                : "A UUID of version 7, taken as the id of the new row.",
              schema: { type: "string", maxLength: 200 },
            },
          ]
        : []),
    ],
    ...(method === "POST" && {
      requestBody: { required: true, content: { [sentAs]: { schema: body ?? { type: "object" } } } },
    }),
    responses: {
      ...(isDeed ? { 204: answer("Done, and there is nothing to say.") } : {}),
      200: { ...answer("Done, or what was asked for."), content: given },
      ...(method === "POST" && !isDeed ? { 201: answer("Made.") } : {}),
      401: answer("No token, or one that was withdrawn."),
      403: answer("The role of the token’s member does not allow it."),
      404: answer("Not in this workspace."),
      409: answer("Overtaken: somebody else changed it, or it stands already."),
      422: answer("What is wrong, and where: {errors: [{path, message}]}."),
    },
  };
}
