/**
 * Second opinion on what the rule tables let through: the official XSD, where a test hands in a validator. Nothing is
 * checked while requests are served; documents wait until somebody asks.
 */

/** Validates many documents against one schema file: the shape of `validate` in test/support/xsd.mts. */
export type XsdValidator = (documents: Uint8Array[], schema: string) => Promise<Array<{ valid: boolean; errors: string[] }>>;

interface Waiting {
	bytes: Uint8Array;
	schema: 'data.xsd' | 'response.xsd';
	label: string;
}

export class XsdQueue {
	private waiting: Waiting[] = [];
	private readonly problems: string[] = [];

	constructor(private readonly validate: XsdValidator) {}

	add(bytes: Uint8Array, schema: Waiting['schema'], label: string): void {
		this.waiting.push({ bytes, schema, label });
	}

	/** Validates what waits and answers every complaint so far. */
	async check(): Promise<string[]> {
		const batch = this.waiting;
		this.waiting = [];
		for (const schema of ['data.xsd', 'response.xsd'] as const) {
			const part = batch.filter((entry) => entry.schema === schema);
			if (!part.length) continue;
			const results = await this.validate(
				part.map((entry) => entry.bytes),
				schema,
			);
			results.forEach(({ valid, errors }, index) => {
				if (!valid) this.problems.push(`${part[index]!.label}: ${errors.join('; ')}`);
			});
		}
		return [...this.problems];
	}
}
