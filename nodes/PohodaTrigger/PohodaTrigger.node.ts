import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { pohodaMServerApiTest } from '../shared/pohoda/credentialTest';
import { referenceSearch } from '../shared/pohoda/references';
import { poll } from './polling';
import { properties } from './properties';

/** Starts when records of an agenda of POHODA are created or changed, by asking mServer from time to time. */
export class PohodaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'POHODA Trigger',
		name: 'pohodaTrigger',
		icon: { light: 'file:../../icons/pohoda.light.svg', dark: 'file:../../icons/pohoda.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ "Changed: " + $parameter["agenda"] }}',
		description: 'Starts the workflow when stock items, orders, contacts or other records change in STORMWARE POHODA',
		defaults: { name: 'POHODA Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pohodaMServerApi', required: true, testedBy: 'pohodaMServerApiTest' }],
		polling: true,
		properties,
	};

	methods = { credentialTest: { pohodaMServerApiTest }, listSearch: referenceSearch };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
