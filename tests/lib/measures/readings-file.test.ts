import { expect, test } from "vitest";
import { readReadingsFile } from "@/lib/measures/readings-file";

const file = (content: string | Uint8Array<ArrayBuffer>) => new File([content], "readings.csv", { type: "text/csv" });

test("a file is read as it stands, with the ends of its lines made one", async () => {
  expect(await readReadingsFile(file("2026-W10;12\r\n2026-W11;14"), "")).toBe("2026-W10;12\n2026-W11;14");
});

test("without a file the pasted lines are taken; a browser sends an empty file where none was chosen", async () => {
  expect(await readReadingsFile(undefined, "2026-03\t12")).toBe("2026-03\t12");
  expect(await readReadingsFile(file(""), "2026-03\t12")).toBe("2026-03\t12");
});

test("a sheet saved in the old coding of Windows keeps its umlauts", async () => {
  const bytes = new Uint8Array([...Buffer.from("2026-03;12;M"), 0xe4, ...Buffer.from("rz")]);
  expect(await readReadingsFile(file(bytes), "")).toBe("2026-03;12;März");
});

test("what is no table, too large, or sent beside pasted lines is refused at its field", async () => {
  await expect(readReadingsFile(file("PK\u0003\0\0"), "")).rejects.toMatchObject({
    fields: { file: [expect.any(String)] },
  });
  await expect(readReadingsFile(file("x".repeat(500_000)), "")).rejects.toMatchObject({
    fields: { file: [expect.stringContaining("400 kB")] },
  });
  await expect(readReadingsFile(file("2026-03;12"), "2026-03;13")).rejects.toMatchObject({
    fields: { file: [expect.stringContaining("either")] },
  });
  await expect(readReadingsFile(undefined, "")).rejects.toMatchObject({ fields: { lines: [expect.any(String)] } });
});
