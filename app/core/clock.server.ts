let offset = 0;

/** The present instant. */
export const now = (): Date => new Date(Date.now() + offset);

/** Moves the clock by `ms` for a test; returns a function that puts it back. */
export function shiftClock(ms: number): () => void {
	offset += ms;
	return () => {
		offset -= ms;
	};
}
