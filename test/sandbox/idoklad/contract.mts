/**
 * Check against openapi.yaml of iDoklad by test/support/openapi.mts, for tests: the stand-in itself is strict without it and
 * runs outside of jest as well, so it is handed in (`startIDoklad({ contract: idokladContract() })`).
 */
import { faults, idokladContracts, openApi, type Schema } from '../../support/openapi.mts';
import type { ContractCheck } from './types.mts';

interface Response {
	$ref?: string;
	content?: Record<string, { schema: Schema }>;
}

/** Statuses of what stands before the service; the file does not list them with the operations. */
const OF_THE_GATEWAY = [404, 405, 406, 409, 415];

function responseOf(method: string, template: string, status: number): Response | undefined {
	const found = openApi().paths[template]?.[method.toLowerCase()]?.responses[status] as Response | undefined;
	if (found?.$ref === undefined) return found;
	return (openApi().components as unknown as { responses: Record<string, Response> }).responses[found.$ref.split('/').at(-1)!];
}

/** undefined where there is no contracts folder. */
export function idokladContract(): ContractCheck | undefined {
	if (idokladContracts() === undefined) return undefined;
	return {
		model: (name, value) => (name in openApi().components.schemas ? faults(name, value).map((text) => `${name}${text}`) : []),
		answer(method, template, status, value) {
			// What the file lacks stands in facts only.
			if (!openApi().paths[template]?.[method.toLowerCase()]) return [];
			const name = `${method} ${template} ${status}`;
			const response = responseOf(method, template, status);
			if (!response) return OF_THE_GATEWAY.includes(status) ? [] : [`${name}: the status is not described`];
			const schema = response.content?.['application/json']?.schema;
			return schema ? faults(schema, value).map((text) => `${name}${text}`) : [];
		},
	};
}
