import type { IDataObject, IExecuteFunctions, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { operationError, toNodeError } from './errors';
import { NO_RESOURCE } from './operation';
import type { Operation, Resource } from './operation';

/**
 * Runs the operation that the parameters name. With "On Error: Continue" an operation that could not run answers one
 * item per input item as `failedItem` makes it, and one when there was no input item: an error never vanishes.
 */
export async function runOperation(
	context: IExecuteFunctions,
	resources: readonly Resource[],
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	try {
		// Thrown past this node, n8n would pass the input on as if it were the result.
		return asOutputs(await chosenOperation(context, resources).execute.call(context, items));
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error as Error);
		if (!context.continueOnFail()) throw nodeError;
		return [items.length === 0 ? [failedItem(context, undefined, 0, nodeError)] : items.map((item, index) => failedItem(context, item, index, nodeError))];
	}
}

/**
 * For operations in which each item stands for itself (one file, one question): runs `one` for every item, pairs what
 * it answers, and with "On Error: Continue" turns what it throws into one item with `json.error`.
 *
 * @param failed what an item gives that did not go when results of others must not be lost with it (something was
 * changed already); undefined where the error may end the run
 */
export async function eachItem(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	one: (itemIndex: number, item: INodeExecutionData) => Promise<INodeExecutionData[]>,
	failed: (itemIndex: number, message: string) => IDataObject | undefined = () => undefined,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	for (const [index, item] of items.entries()) {
		try {
			for (const made of await one(index, item)) {
				output.push({ ...made, pairedItem: made.pairedItem ?? { item: index } });
			}
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error as Error, index);
			const json = context.continueOnFail() ? undefined : failed(index, nodeError.message);
			if (json === undefined && !context.continueOnFail()) throw nodeError;
			output.push(json === undefined ? failedItem(context, item, index, nodeError) : { json, pairedItem: { item: index } });
		}
	}
	return output;
}

function chosenOperation(context: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resource = context.getNodeParameter('resource', 0, NO_RESOURCE) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === name);
	if (operation === undefined) {
		throw operationError(
			context.getNode(),
			`This version of the node does not know the operation "${name}"${resource === NO_RESOURCE ? '' : ` of "${resource}"`}`,
			'Choose the operation again, or update the package.',
		);
	}
	return operation;
}

/**
 * What an input item gives when it could not be worked on. "Continue" keeps the input's json and adds `error`. "Continue
 * (using error output)": exactly `error` and `details` (what to do), because n8n takes an item with other fields beside
 * for a result; it adds the input's json itself.
 */
export function failedItem(
	context: IExecuteFunctions,
	item: INodeExecutionData | undefined,
	index: number,
	{ message, description }: NodeApiError | NodeOperationError,
): INodeExecutionData {
	const apart = context.getNode().onError === 'continueErrorOutput';
	const json = apart ? { error: message, details: description ?? '' } : { ...item?.json, error: message };
	return item === undefined ? { json } : { json, pairedItem: { item: index } };
}

function asOutputs(result: INodeExecutionData[] | INodeExecutionData[][]): INodeExecutionData[][] {
	return isPerOutput(result) ? result : [result];
}

function isPerOutput(
	result: INodeExecutionData[] | INodeExecutionData[][],
): result is INodeExecutionData[][] {
	return Array.isArray(result[0]);
}
