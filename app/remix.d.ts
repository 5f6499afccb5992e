import "@remix-run/node";

// Loader data keeps its Dates, Maps and undefined (single fetch), and the types say so.
declare module "@remix-run/node" {
	interface Future {
		v3_singleFetch: true;
	}
}
