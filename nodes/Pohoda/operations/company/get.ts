import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readStatus } from '../../../../core/pohoda/company';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { icoMatches, periodOf } from '../../../shared/pohoda/status';
import { deniedError } from '../../../shared/http';
import { connect, getStatus, notAnswered } from '../../../shared/pohoda/transport';

const TIMEOUT = 30_000;

async function company(context: IExecuteFunctions): Promise<INodeExecutionData> {
	const server = await connect(context);
	const reply = await getStatus(context, server, TIMEOUT);
	if (reply.kind === 'denied') throw deniedError(context.getNode(), reply);
	if (reply.kind !== 'ok') throw notAnswered(context, reply);
	const status = await readStatus(reply.data.body, reply.data);
	const period = periodOf(status);
	return {
		json: {
			...status,
			...(period === undefined ? {} : { periodFrom: period.from, periodTo: period.to }),
			expectedIco: server.ico,
			// null: this release of POHODA tells neither IČO nor a database name with it.
			expectedIcoMatches: icoMatches(status, server.ico) ?? null,
		},
	};
}

/** Company → Get: which accounting unit mServer has open, and whether it is the one of the credential. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	return await eachItem(this, items, async () => [await company(this)]);
}

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get company',
	description: 'Get the accounting unit that is open, its period, and whether it is the expected one',
	fields: [],
	execute,
};
