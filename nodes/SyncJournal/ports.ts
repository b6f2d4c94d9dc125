/** Which inputs and outputs each operation has; the canvas draws what these tables say. */

interface Ports {
	inputs: readonly string[];
	outputs: readonly string[];
}

const ONE: Ports = { inputs: [''], outputs: [''] };

export const PORTS: Readonly<Record<string, Ports>> = {
	receive: { inputs: ['Records', 'Journal'], outputs: ['Rows', 'Answer'] },
	getWaiting: { inputs: ['Journal'], outputs: ['Records', 'Run'] },
	results: { inputs: ['Results'], outputs: ['Rows'] },
	setState: { inputs: ['Journal'], outputs: ['Rows', 'Answer'] },
	getProblems: ONE,
	getTargets: { inputs: ['Journal'], outputs: [''] },
	summarise: { inputs: ['Results'], outputs: [''] },
	get: { inputs: ['Journal'], outputs: ['Records', 'Run'] },
	getAll: ONE,
	confirm: { inputs: ['Results', 'Journal'], outputs: [''] },
	report: ONE,
	reconcile: { inputs: ['Journal', 'Target Documents'], outputs: [''] },
	statusPage: { inputs: ['Comparison'], outputs: [''] },
	compact: { inputs: ['Journal'], outputs: ['Rows', 'Delete', 'Delete First'] },
};

function expression(side: keyof Ports): string {
	const table = Object.fromEntries(
		Object.entries(PORTS).map(([operation, ports]) => [
			operation,
			ports[side].map((displayName) => (displayName === '' ? { type: 'main' } : { type: 'main', displayName })),
		]),
	);
	// The text must not hold two closing braces in a row: they would end the expression.
	const text = JSON.stringify(table).replace(/\}(?=\})/g, '} ');
	return `={{ (${text})[$parameter["operation"]] || [{ type: "main" }] }}`;
}

export const INPUTS = expression('inputs') as `={{${string}}}`;
export const OUTPUTS = expression('outputs') as `={{${string}}}`;
