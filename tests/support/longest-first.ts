import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What takes minutes. A fresh clone knows no durations and would begin with the largest files: the walk over the pages, a short file, would
 * come among the last, and one of the two workers would wait for it.
 */
const longest = [
	"tests/e2e/pages.test.ts",
	"tests/security/fuzz.test.ts",
	"tests/security/matrix.test.ts",
	"tests/security/canary.test.ts",
	"tests/security/kill.test.ts",
	"tests/security/rolling.test.ts",
	"tests/core/xss.browser.test.ts",
	"tests/threads/composer.browser.test.ts",
	"tests/core/uploads-memory.test.ts",
];
const place = ({ moduleId }: TestSpecification) => {
	const found = longest.findIndex((name) => moduleId.endsWith(`/${name}`));
	return found < 0 ? longest.length : found;
};

/** The order of the test files: the longest first, so that the workers end together. */
export default class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		return (await super.sort(files)).sort((a, b) => place(a) - place(b));
	}
}
