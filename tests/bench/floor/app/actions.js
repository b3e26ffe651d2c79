"use server";

import { database } from "./database";

export async function noteAction(form) {
  const sql = database();
  await sql`insert into floor_notes (id, text) values (${form.get("id")}, ${form.get("text")})`;
}
