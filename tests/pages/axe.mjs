// axe-core with all rules for WCAG 2.2 A and AA and for best practice.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The violations of the page as it is shown now, one line an element. */
export async function axe(page) {
  await page.evaluate(source);
  return page.evaluate(async (tags) => {
    // Some rules are off unless they are named (target-size), or experiments; one of these takes a telephone number and
    // buttons, which are bold, for headings.
    const rules = Object.fromEntries(axe.getRules(tags).map(({ ruleId }) => [ruleId, { enabled: ruleId !== "p-as-heading" }]));
    const { violations } = await axe.run({ runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] });
    return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} (${node.failureSummary.split("\n").slice(1).join("; ").trim()})`));
  }, TAGS);
}
