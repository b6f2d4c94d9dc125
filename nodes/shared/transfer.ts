/** Fields of operations that send or write something, and what they say. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

interface PreviewTexts {
	/** What a preview shows. */
	preview?: string;
	/** What a production run does. */
	verb?: 'send' | 'write';
}

/** Whether a run from the editor only shows what would be sent. */
export function whenRunFromEditor({ preview = 'Show what would be sent; nothing is', verb = 'send' }: PreviewTexts = {}): INodeProperties {
	return {
		displayName: 'When Run From the Editor',
		name: 'whenRunFromEditor',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Preview', value: 'preview', description: preview },
			{ name: 'Send', value: 'send', description: `${verb === 'send' ? 'Send' : 'Write'} as a production run does` },
		],
		default: 'preview',
		description: `Production runs ${verb}, unless the option Preview Only is on`,
	};
}

/** Option that makes every run a preview. */
export function previewOnly(
	description = 'Whether to send nothing in production runs either and only show what would be sent',
): INodeProperties {
	return { displayName: 'Preview Only', name: 'previewOnly', type: 'boolean', default: false, description };
}

/** Option for how long to wait for an answer, in seconds. */
export function timeOut(fallback: number, description = 'How many seconds to wait for an answer'): INodeProperties {
	return {
		displayName: 'Time-Out',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: fallback,
		description,
	};
}

/** Whether nothing shall be sent: a run from the editor that previews, or Preview Only. */
export function isPreview(context: IExecuteFunctions, options: { previewOnly?: unknown }, index = 0): boolean {
	const fromEditor = context.getMode() === 'manual';
	const chosen = fromEditor && context.getNodeParameter('whenRunFromEditor', index, 'preview') === 'preview';
	return options.previewOnly === true || chosen;
}

/** The option Time-Out in milliseconds; `fallback` in seconds. */
export function timeOutOf({ timeout }: { timeout?: unknown }, fallback: number): number {
	const seconds = Number(timeout);
	return (seconds > 0 ? seconds : fallback) * 1000;
}
