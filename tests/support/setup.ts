import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, vi } from "vitest";

// Uploads of a test file go to a folder of its own.
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "lamplight-files-"));

// Silence is part of passing: what the code reports as unexpected fails the test that caused it.
const reported = vi.spyOn(console, "error");
afterEach(() => {
	const calls = reported.mock.calls.map(([first]) => String(first));
	reported.mockClear();
	expect(calls, "console.error was called").toEqual([]);
});
