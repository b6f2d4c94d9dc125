/** Fields that several operations show, and how they are read. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

export const FLOW: INodeProperties = {
	displayName: 'Flow',
	name: 'flow',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. pohoda',
	description: 'Name of the way to one target; the same in all nodes that serve it',
};

export const ANY_FLOW: INodeProperties = {
	...FLOW,
	required: false,
	description: 'Name of the way to one target; empty: all',
};

export const RUN_MODE: INodeProperties = {
	displayName: 'Run Mode',
	name: 'mode',
	type: 'options',
	options: [
		{ name: 'As It Was Started', value: 'auto', description: 'Manual from the editor, automatic otherwise' },
		{ name: 'Automatic', value: 'automatic' },
		{ name: 'Manual', value: 'manual', description: 'For runs that a person starts by a form' },
	],
	default: 'auto',
	description: 'What the journal says about this run; the report warns when automatic runs stay away',
};

export const SETTLE: INodeProperties = {
	displayName: 'Settle Minutes',
	name: 'settleMinutes',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 15,
	description: 'What another run has announced for an export since so many minutes is left to that run; after that it counts as dead and is taken over',
};

export const REGISTERS: INodeProperties = {
	displayName: 'Registers',
	name: 'registers',
	type: 'string',
	default: '',
	placeholder: 'e.g. P1, P2',
	description: 'Only these registers, separated by commas, as the journal writes them (P1 is not p1); empty: all',
};

export function dayField(displayName: string, name: string, description: string): INodeProperties {
	return { displayName, name, type: 'dateTime', typeOptions: { dateOnly: true }, default: '', description };
}

export function optionsField(options: INodeProperties[], displayName = 'Options', name = 'options'): INodeProperties {
	return {
		displayName,
		name,
		type: 'collection',
		placeholder: name === 'filters' ? 'Add filter' : 'Add option',
		default: {},
		options,
	};
}

/** Manual when a person started the workflow from the editor, unless the parameter says so. */
export function runMode(context: IExecuteFunctions, given: unknown): 'manual' | 'automatic' {
	if (given === 'manual' || given === 'automatic') return given;
	return context.getMode() === 'manual' ? 'manual' : 'automatic';
}

/** What two nodes of one execution must have in common. */
export function runIdOf(context: IExecuteFunctions): string {
	return context.getExecutionId() ?? '';
}
