/** A node put together from its resources: each folder below operations/ says what it offers, the node lists the folders. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { operationField, resourceField, showFor } from './properties';
import type { Operation, OperationTable } from './types';

/** `index.ts` of a folder below operations/. */
export interface ResourceModule {
	/** As the panel offers the resource; `value` is its name in saved workflows. */
	option: INodePropertyOptions;
	/** Name of the resource in the node's subtitle, without Czech words. */
	short: string;
	/** Value of the operation that is chosen first. */
	first: string;
	/** In the order of the panel; `value` is the operation's name in saved workflows. */
	operations: Array<{ option: INodePropertyOptions; run: Operation }>;
}

/** resource → operation → what to run. */
export function tableOf(modules: readonly ResourceModule[]): OperationTable {
	return Object.fromEntries(
		modules.map(({ option, operations }) => [
			option.value as string,
			Object.fromEntries(operations.map((one) => [one.option.value as string, one.run])),
		]),
	);
}

/** Selectors of resource and operation, then the fields of each operation. */
export function propertiesOf(modules: readonly ResourceModule[], first: string): INodeProperties[] {
	const byName = [...modules].sort((a, b) => (a.option.name < b.option.name ? -1 : 1));
	return [
		resourceField(
			byName.map(({ option }) => option),
			first,
		),
		...byName.map((one) =>
			operationField(
				one.operations.map(({ option }) => option),
				one.first,
				one.option.value as string,
			),
		),
		...byName.flatMap(({ option, operations }) =>
			operations.flatMap((one) =>
				showFor({ resource: option.value as string, operation: one.option.value as string }, one.run.description),
			),
		),
	];
}

/** Expression for the subtitle, e.g. `Create: Sales Receipt`. */
export function subtitleOf(modules: readonly ResourceModule[]): string {
	const verbs = Object.fromEntries(
		modules.flatMap(({ operations }) => operations.map(({ option }) => [option.value as string, option.name])),
	);
	const nouns = Object.fromEntries(modules.map(({ option, short }) => [option.value as string, short]));
	return `={{ (${JSON.stringify(verbs)})[$parameter["operation"]] + ": " + (${JSON.stringify(nouns)})[$parameter["resource"]] }}`;
}
