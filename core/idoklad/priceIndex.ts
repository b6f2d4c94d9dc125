/** The price list by the codes of a till: the same code, or a case for a person. */
import { IdentityIndex } from '../records/identityIndex';

interface Listed {
	Id: number;
	Code?: string | null;
}

/** What the price list has for a code; neither of both: nothing like it. */
interface CodeMatch<T> {
	/** The only item of that code. */
	row?: T;
	/** Why nobody can tell which item it is; continues "was not sent: ". */
	conflict?: string;
	/** Other items with a similar code, beside `row`. */
	remark?: string;
}

function named(rows: readonly Listed[]): string {
	return rows
		.slice(0, 5)
		.map(({ Id, Code }) => `'${Code}' (Id ${Id})`)
		.join(', ');
}

/** iDoklad takes one code twice, and people write one code in several ways. */
export class PriceIndex<T extends Listed> {
	private readonly index = new IdentityIndex<T>('code');

	constructor(rows: readonly T[]) {
		for (const row of rows) this.index.add(row.Code, row);
	}

	/** Items with that code, the oldest first. */
	same(code: string): T[] {
		return this.index.find(code).same;
	}

	match(code: string): CodeMatch<T> {
		const { same, similar } = this.index.find(code);
		if (same.length > 1) return { conflict: `the price list has the code ${code} ${same.length} times: ${named(same)}` };
		if (same.length === 1) {
			return { row: same[0], ...(similar.length === 0 ? {} : { remark: `the price list has a similar code as well: ${named(similar)}` }) };
		}
		if (similar.length === 0) return {};
		return { conflict: `the price list has no code ${code}, but a similar one: ${named(similar)}` };
	}

	/** Id of the only item of that code. */
	get(code: string): number | undefined {
		return this.match(code).row?.Id;
	}
}
