/** Outputs of operations that have several, from top to bottom. */
export const PORTS: Readonly<Record<string, readonly string[]>> = {
	compare: ['Change in the Shop', 'New in the Shop', 'Change of Contacts', 'New Contacts', 'Summary'],
	writeChangesFile: ['File', 'For the Source'],
	writeBack: ['Numbers', 'Paid'],
};

function expression(): string {
	const table = Object.fromEntries(Object.entries(PORTS).map(([operation, names]) => [operation, names.map((displayName) => ({ type: 'main', displayName }))]));
	// The text must not hold two closing braces in a row: they would end the expression.
	const text = JSON.stringify(table).replace(/\}(?=\})/g, '} ');
	return `={{ (${text})[$parameter["operation"]] || [{ type: "main" }] }}`;
}

export const OUTPUTS = expression() as `={{${string}}}`;
