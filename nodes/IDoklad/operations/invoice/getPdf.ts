import { need } from '../../../shared/idoklad/need';
import { operationError } from '../../../shared/errors';
import { outputBinaryField } from '../../../shared/properties';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { reader } from '../base';
import { idField, idOf } from '../parameters';

/** Invoice → Get PDF: the service answers JSON with the file as Base64. */
export const getPdf: Operation = {
	name: 'Get PDF',
	value: 'getPdf',
	action: 'Get PDF of invoice',
	description: 'Get one as a PDF file',
	fields: [idField('Invoice ID', 'Number by which iDoklad knows the invoice'), outputBinaryField()],
	async execute(items) {
		const client = await reader(this);
		return await eachItem(this, items, async (index) => {
			const id = idOf(this, index, 'id', 'Invoice ID');
			const base64 = need(this.getNode(), await client.get<string>(`/Reports/IssuedInvoice/${id}/Pdf`));
			const bytes = Buffer.from(typeof base64 === 'string' ? base64 : '', 'base64');
			if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-')
				throw operationError(
					this.getNode(),
					`iDoklad gave no PDF of invoice ${id}`,
					'Open the invoice in iDoklad and see whether it can be printed there.',
					index,
				);
			const name = this.getNodeParameter('outputBinaryField', index, 'data') as string;
			const binary = await this.helpers.prepareBinaryData(bytes, `invoice-${id}.pdf`, 'application/pdf');
			return [{ json: { id, size: bytes.length }, binary: { [name]: binary } }];
		});
	},
};
