import { PGlite } from "@electric-sql/pglite";

/**
 * A process of its own that opens the copy of an embedded database and answers for it, so that reading it all stops
 * nobody in the program. Plain JavaScript: it is run as it stands here, outside the bundle.
 */
process.on("disconnect", () => process.exit(0));

let client;
process.on("message", async ({ id, folder, text, values }) => {
  try {
    if (folder) client = await PGlite.create(folder);
    const rows = !text ? [] : values ? (await client.query(text, values)).rows : await client.exec(text).then(() => []);
    process.send({ id, rows });
  } catch (error) {
    process.send({ id, fault: error.message });
  }
});
