import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/**
 * One operation of a node: its fields and what it does. It gets all items at once (many of ours send them together)
 * and answers the items of the only output, or an array per output. Every item it makes carries `pairedItem`.
 */
export interface Operation {
	/** UI fields without `displayOptions` for resource and operation; `showFor` adds those. */
	description: INodeProperties[];
	execute(
		this: IExecuteFunctions,
		items: INodeExecutionData[],
	): Promise<INodeExecutionData[] | INodeExecutionData[][]>;
}

/** resource → operation → what to run. A node without resources uses NO_RESOURCE as the only key. */
export type OperationTable = Record<string, Record<string, Operation>>;

export const NO_RESOURCE = 'none';
