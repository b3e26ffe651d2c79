import { attachInput } from "@/lib/files/input";
import { fileFaults, mostBytes } from "@/lib/files/limits";
import { refuse } from "@/lib/refusal";

/** Room for the fields beside the file and for what stands between them. */
const besides = 64 * 1024;

/**
 * Reads a form with a file of at most `limit` bytes. An announced size that is too large is refused before anything is
 * read; whatever was announced, bytes are counted while they stream in.
 * @throws Refusal when it is too large or no form
 */
export async function readUpload(request: Request, limit: number): Promise<FormData> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data")) refuse("invalid", fileFaults.unreadable);
  if (Number(request.headers.get("content-length") ?? 0) > limit + besides) refuse("invalid", fileFaults.large);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit + besides) refuse("invalid", fileFaults.large);
    chunks.push(chunk);
  }
  try {
    return await new Response(Buffer.concat(chunks), { headers: { "content-type": type } }).formData();
  } catch {
    return refuse("invalid", fileFaults.unreadable);
  }
}

/**
 * The form that attaches a file to a piece of evidence: its fields, and the file as it was sent.
 * @param otherwise fields that need not be sent
 * @param fixed fields that the address holds, whatever was sent
 */
export async function readAttached(request: Request, otherwise: object = {}, fixed: object = {}) {
  const form = await readUpload(request, mostBytes);
  const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
  return { input: attachInput.parse({ ...otherwise, ...fields, ...fixed }), file: form.get("file") };
}

/** What stands in a file. @throws Refusal when none was chosen */
export async function contentOf(file: FormDataEntryValue | null) {
  if (!file || typeof file === "string" || file.size === 0) return refuse("invalid", fileFaults.none);
  return { name: file.name, content: new Uint8Array(await file.arrayBuffer()) };
}
