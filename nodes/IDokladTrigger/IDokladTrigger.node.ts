import { NodeConnectionTypes, fromFunction, webhookDescriptionFields } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { takeDelivery } from './deliveries';
import { poll } from './polling';
import { properties } from './properties';
import { checkExists, create, remove } from './subscriptions';

/**
 * No method, no webhook: in polling n8n must neither register an address nor wait for a call. n8n reads this field also
 * where it cannot evaluate expressions (when a workflow is unpublished), hence the function beside the template.
 */
const ADDRESS = webhookDescriptionFields({
	httpMethod: fromFunction((parameters) => (parameters.receiveBy === 'webhook' ? 'POST' : '')),
}) as { httpMethod: string };

/** Starts when something happens in iDoklad: called by it, or by asking it from time to time. */
export class IDokladTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iDoklad Trigger',
		name: 'iDokladTrigger',
		icon: { light: 'file:../../icons/idoklad.light.svg', dark: 'file:../../icons/idoklad.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["receiveBy"] === "webhook" ? "By webhook" : "By polling" }}',
		description: 'Starts the workflow when documents, contacts or price list items change in iDoklad',
		defaults: { name: 'iDoklad Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'iDokladOAuth2Api', required: true }],
		polling: true,
		webhooks: [
			{
				name: 'default',
				path: 'idoklad',
				responseMode: 'onReceived',
				// '' lets n8n answer with our webhookResponse.
				responseData: '',
				...ADDRESS,
			},
		],
		properties,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await takeDelivery(this);
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
