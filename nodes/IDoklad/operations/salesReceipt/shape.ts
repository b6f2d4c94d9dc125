import type { IDataObject } from 'n8n-workflow';
import { idIn } from '../../../../core/idoklad/identity';
import { readMembers } from '../../../../core/plan/members';

interface Row extends IDataObject {
	Id?: number;
	Name?: string | null;
	Note?: string | null;
	Prices?: { TotalWithVat?: number; TotalVat?: number; TotalWithoutVat?: number } | null;
	Payments?: Array<{ PaymentOptionId?: number; Prices?: { PaymentAmount?: number } | null }> | null;
}

/** Columns that the simplified form needs. */
export const SHORT_COLUMNS =
	'Id,DocumentNumber,DateOfIssue,Name,Note,ExternalDocumentNumber,Prices,Payments,CurrencyId,PartnerId,SalesPosEquipmentId,Exported,IsCumulative,IsAccounted';

/** A sales receipt in short, with the keys of the till's receipts in it. */
export function shortReceipt(row: IDataObject): IDataObject {
	const { Id, Name, Note, Prices, Payments } = row as Row;
	const documentId = idIn(Name);
	const members = readMembers(Note ?? undefined);
	return {
		id: Id,
		number: row.DocumentNumber,
		date: row.DateOfIssue,
		name: Name,
		documentId: documentId ?? null,
		keys: members.length > 0 ? members : documentId ? [documentId.replace(/~\d+$/, '')] : [],
		externalNumber: row.ExternalDocumentNumber,
		total: Prices?.TotalWithVat ?? null,
		vat: Prices?.TotalVat ?? null,
		payments: (Payments ?? []).map((payment) => ({
			paymentOptionId: payment.PaymentOptionId ?? null,
			amount: payment.Prices?.PaymentAmount ?? null,
		})),
		currencyId: row.CurrencyId,
		partnerId: row.PartnerId ?? null,
		posEquipmentId: row.SalesPosEquipmentId ?? null,
		exported: row.Exported,
		cumulative: row.IsCumulative,
		accounted: row.IsAccounted,
	};
}
