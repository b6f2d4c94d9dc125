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
		{ name: 'From the Editor', value: 'editor', description: 'Manual, and the target may only preview: nobody waits for results of such a run' },
		{ name: 'Manual', value: 'manual', description: 'For runs that a person starts by a form' },
	],
	default: 'auto',
	description: 'What the journal says about this run; the report warns when automatic runs stay away',
};

/** A sub-workflow has an execution of its own. */
export const RUN_ID: INodeProperties = {
	displayName: 'Run ID',
	name: 'runId',
	type: 'string',
	default: '',
	description: 'Execution that the journal names, where this node stands in a sub-workflow; empty: its own',
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
	return isInEditor(context, given) ? 'manual' : 'automatic';
}

/** Whether somebody runs it from the editor, where a target previews unless told otherwise. */
export function isInEditor(context: IExecuteFunctions, mode: unknown): boolean {
	return mode === 'editor' || context.getMode() === 'manual';
}

/** What two nodes of one execution must have in common; `given`: by the caller of a sub-workflow. */
export function runIdOf(context: IExecuteFunctions, given?: unknown): string {
	return (typeof given === 'string' && given) || (context.getExecutionId() ?? '');
}
