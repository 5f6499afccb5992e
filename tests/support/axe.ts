import axe, { type RunOptions } from "axe-core";
import type { Page } from "playwright-core";

/**
 * What axe finds wrong on a page, as `rule: element why`. The script goes into a page once, however often it is looked at, and only into the
 * page itself: there are no frames of others here.
 */
export async function faultsOf(page: Page, options: RunOptions = {}, within = "html"): Promise<string[]> {
	if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
	return page.evaluate(
		async ([asked, place]) => {
			const results = await window.axe.run(place, { ...asked, resultTypes: ["violations"] });
			return results.violations.flatMap(({ id, nodes }) =>
				nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`),
			);
		},
		[options, within] as const,
	);
}
declare global {
	interface Window {
		axe: typeof axe;
	}
}
