"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { type ImportItem, importRun, type PreviewItem, previewRun } from "@/lib/portability/import-run";
import { refuse } from "@/lib/refusal";

const mostFiles = 100;
const tooMany = `Choose at most ${mostFiles} files at once.`;
const outOfDate = "This form is out of date. Choose the files again.";

/** The files as a preview gave them: a JSON list of their texts with their names. */
const held = z.string().transform((words, context) => {
  try {
    return z
      .array(z.object({ name: z.string(), words: z.string() }))
      .max(mostFiles)
      .parse(JSON.parse(words));
  } catch {
    context.addIssue({ code: "custom", message: outOfDate });
    return z.NEVER;
  }
});

const importStep = z.object({
  step: z.enum(["preview", "import"]).default("preview"),
  files: z.array(z.instanceof(File)).max(mostFiles, tooMany).default([]),
  pasted: z.string().default(""),
  held: held.optional(),
});

export type ImportAnswer = { step: "preview"; items: PreviewItem[] } | { step: "import"; items: ImportItem[] };

/**
 * First shows what the chosen and pasted files would do, then takes in those that were shown, each for itself. One
 * action, for without scripts one form carries the files from the first step to the second.
 */
export const importCasesAction = memberAction(
  "cases:import",
  importStep,
  async (member, { step, files, pasted, held: shown }, workspace): Promise<ImportAnswer> => {
    if (step === "import") {
      if (!shown) refuse("invalid", outOfDate);
      const items = await importRun(database(), member, shown);
      revalidatePath(`/w/${workspace}`, "layout");
      return { step, items };
    }
    const texts = await Promise.all(files.map(async (file) => ({ name: file.name, words: await file.text() })));
    if (pasted.trim() !== "") texts.push({ name: "", words: pasted });
    if (texts.length === 0) refuse("invalid", "", { files: ["Choose a case file, or paste one."] });
    return { step, items: await previewRun(database(), member, texts) };
  },
);
