import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { takeCall } from './intake';
import { properties } from './properties';
import { ekasaWebhookApiTest } from './secretsTest';

/**
 * Lets a till, eKancelář's export or an e-shop push receipts in. JSON gives one item per record, as received; a file
 * gives one item with the binary `data`. "eKasa: Read Export File" and then "Sync Journal: Receive" take both.
 */
export class EkasaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'eKasa Trigger',
		name: 'ekasaTrigger',
		icon: { light: 'file:../../icons/ekasa.light.svg', dark: 'file:../../icons/ekasa.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'Receipts and export files',
		description:
			'Starts the workflow when a Czech eKasa, eKancelář or e-shop sends receipts (účtenky) as JSON or an export file (not for the Slovak state eKasa)',
		defaults: { name: 'eKasa Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ekasaWebhookApi', required: true, testedBy: 'ekasaWebhookApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'ekasa',
				responseMode: '={{$parameter["responseMode"]}}',
				// '' lets n8n answer with our webhookResponse; the answer of the last node is its first item.
				responseData: '={{$parameter["responseMode"] === "lastNode" ? "firstEntryJson" : ""}}',
			},
		],
		eventTriggerDescription: 'Waiting for a call to the test URL',
		activationMessage: 'You can now send receipts to the production URL.',
		triggerPanel: {
			header: 'Receive receipts and export files',
			executionsHelp: {
				inactive:
					'Listen for a test event, then send a call to the test URL; Example Calls in the parameters shows how. For real receipts, publish the workflow and give the production URL to the sender.',
				active:
					'Listen for a test event, then send a call to the test URL; Example Calls in the parameters shows how. Calls to the production URL run by themselves: see them under Executions.',
			},
			activationHint: 'Once the workflow is published, senders use the production URL.',
		},
		properties,
	};

	methods = { credentialTest: { ekasaWebhookApiTest } };

	// The senders call us; there is nothing to register with them.
	webhookMethods = {
		default: {
			async checkExists(): Promise<boolean> {
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await takeCall(this);
	}
}
