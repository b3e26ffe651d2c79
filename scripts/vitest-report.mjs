import { writeFileSync } from "node:fs";

/**
 * What `npm test` counts of a run of Vitest, kept in the file that REPORT_FILE names: how many tests passed and were skipped,
 * and the words of all that failed. Vitest's own reports leave out what broke outside of a test: a file that does not load, a
 * hook at its end, an error that nobody caught.
 */
export default class VitestReport {
  /** Part of Vitest's `Reporter`. */
  onTestRunEnd(modules, uncaught) {
    let [passed, skipped] = [0, 0];
    const failures = uncaught.map((error) => ({ name: "caught by no test", words: wordsOf(error) }));
    for (const module of modules) {
      const add = (name, errors) => failures.push({ name, words: errors.map(wordsOf).join("\n") });
      for (const part of [module, ...module.children.allSuites()])
        if (part.errors().length > 0) add(part.fullName ?? module.relativeModuleId, part.errors());
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        if (state === "passed") passed += 1;
        else if (state === "failed") add(`${module.relativeModuleId} > ${test.fullName}`, errors);
        else skipped += 1;
      }
    }
    writeFileSync(process.env.REPORT_FILE, JSON.stringify({ passed, skipped, failures }));
  }
}

/** With the place in our own files, where there is one. */
function wordsOf({ name, message, stacks = [] }) {
  const at = stacks.map(({ file, line }) => `${file}:${line}`).find((place) => !place.includes("node_modules"));
  return [`${name ?? "Error"}: ${message}`, at && `at ${at}`].filter(Boolean).join("\n");
}
