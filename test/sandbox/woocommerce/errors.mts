/** Refusals in WooCommerce's words: `{ code, message, data: { status } }`. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly params?: Record<string, string>,
	) {
		super(message);
	}

	get body(): unknown {
		return { code: this.code, message: this.message, data: { status: this.status, ...(this.params ? { params: this.params } : {}) } };
	}
}

export function invalidParameter(name: string, reason: string): Refusal {
	return new Refusal(400, 'rest_invalid_param', `Invalid parameter(s): ${name}`, { [name]: reason });
}
