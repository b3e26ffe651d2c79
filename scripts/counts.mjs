import { stripVTControlCharacters } from "node:util";

/** What a stage of `npm test` comes to: `{ passed, failed, skipped, failures: { name, words }[] }`. */

/** A run that ends badly has failed, also where nothing tells of it. */
export function countsOf({ passed, skipped, failures }, code) {
  if (code !== 0 && failures.length === 0) failures.push({ name: "the run", words: `It ended with ${code}.` });
  return { passed, failed: failures.length, skipped, failures };
}

/** @param report of Playwright, as its JSON reporter writes it */
export function countsOfStories({ stats, errors, suites }, code) {
  const failures = errors.map(({ message }) => ({ name: "outside of the stories", words: message }));
  for (const { file, title, tests } of suites.flatMap(specsIn))
    for (const { results } of tests.filter(({ status }) => status === "unexpected")) {
      const words = results.flatMap(({ errors }) => errors.map(({ message }) => message));
      failures.push({ name: `${file} > ${title}`, words: words.join("\n") });
    }
  return countsOf({ passed: stats.expected + stats.flaky, skipped: stats.skipped, failures }, code);
}

const specsIn = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsIn)];

/** Says again at the end of a long run what failed in a stage: the first lines of each, without colours. */
export function tellFailures(stage, { failures = [] }) {
  for (const { name, words } of failures) {
    const lines = stripVTControlCharacters(words).split("\n").slice(0, 20);
    console.log(`\n  ✗ ${stage}: ${name}\n${lines.map((line) => `    ${line}`).join("\n")}`);
  }
}
