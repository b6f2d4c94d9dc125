/** The one way in which a node lists what it can do: operations, each in a file of its own, and resources that list them. */
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/**
 * One operation: how the panel offers it, its fields and what it does. It gets all items at once (many of ours send them
 * together) and answers the items of the only output, or an array per output. Every item it makes carries `pairedItem`.
 */
export interface Operation {
	name: string;
	/** Its name in saved workflows. */
	value: string;
	action: string;
	description: string;
	/** In the node's subtitle, where that is not `name`. */
	subtitle?: string;
	/** In their order, without conditions for resource and operation. */
	fields: readonly INodeProperties[];
	execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[] | INodeExecutionData[][]>;
}

/** How the panel offers an operation. */
export type OperationTexts = Pick<Operation, 'name' | 'value' | 'action' | 'description'>;

/** What operations work on. */
export interface Resource {
	name: string;
	/** Its name in saved workflows. */
	value: string;
	description: string;
	/** In the node's subtitle, e.g. without Czech words; absent where the subtitle names only the operation. */
	short?: string;
	/** The operation that is chosen first. */
	first: Operation;
	/** All of them, in the order of the panel. */
	operations: readonly Operation[];
}

/** `value` of the only resource of a node whose panel has none. */
export const NO_RESOURCE = 'none';
