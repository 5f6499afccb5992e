// The second implementation of Verifiable Credentials, which checks ours. Only what the tests use of it.
type DocumentLoader = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>;
type Checked = { verified: boolean; error?: { name: string; errors?: { message: string }[] } };

declare module "@digitalbazaar/vc" {
	export function verifyCredential(options: {
		credential: object;
		suite: object;
		documentLoader: DocumentLoader;
		now?: Date;
		checkStatus?: (options: object) => Promise<{ verified: boolean }>;
	}): Promise<Checked & { statusResult?: { verified: boolean; results?: { status: boolean; verified: boolean }[] } }>;
	export function issue(options: { credential: object; suite: object; documentLoader: DocumentLoader }): Promise<{ proof: object }>;
}

declare module "@digitalbazaar/data-integrity" {
	export class DataIntegrityProof {
		constructor(options: { cryptosuite: object; signer?: object; date?: string });
	}
}

declare module "@digitalbazaar/eddsa-rdfc-2022-cryptosuite" {
	export const cryptosuite: object;
}

declare module "@digitalbazaar/ed25519-multikey" {
	export function generate(options: { id?: string; controller?: string; seed?: Uint8Array }): Promise<{
		publicKeyMultibase: string;
		signer(): object;
	}>;
}

declare module "@digitalbazaar/vc-bitstring-status-list" {
	export function checkStatus(options: object): Promise<{ verified: boolean }>;
	export function decodeList(options: { encodedList: string }): Promise<{ length: number; getStatus(index: number): boolean }>;
	export function createList(options: { length: number }): Promise<{
		setStatus(index: number, status: boolean): void;
		encode(): Promise<string>;
	}>;
}

declare module "jsonld-signatures" {
	const signatures: {
		verify(document: object, options: { suite: object; purpose: object; documentLoader: DocumentLoader }): Promise<{ verified: boolean }>;
		purposes: { AssertionProofPurpose: new () => object };
	};
	export default signatures;
}
