import { randomUUID } from "node:crypto";
import { noteAction } from "../actions";

export const dynamic = "force-dynamic";

export default function NotePage() {
  return (
    <form action={noteAction}>
      <input type="hidden" name="id" value={randomUUID()} />
      <input name="text" required />
      <button type="submit">Note</button>
    </form>
  );
}
