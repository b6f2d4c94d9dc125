/** Enumerations of iDoklad API v3: name -> number. Answers and bodies carry the number, paths and filters take both. */
export const ENUMS = {
	CashVoucherDependencyStatus: { Unpaired: 0, PairedWithInvoice: 1, PairedWithReceipt: 2, IsSummarySalesReceipt: 3 },
	DocumentType: {
		IssuedInvoice: 0, ProformaInvoice: 1, CashVoucher: 2, CreditNote: 3, BankStatement: 4, ReceivedInvoice: 5, SalesReceipt: 6, SalesOrder: 7, RecurringInvoice: 8,
		InternalDocument: 9, IssuedTaxDocument: 10, ReceivedReceipt: 11, RegisteredSale: 101, IssuedDocumentTemplate: 102,
	},
	DokladErrorCode: {
		None: 0, System: 500, BadFormat: 400, UserRights: 420, Billing: 600, InvoiceDependency: 101, CashVoucherDependency: 102, BankStatementItemDependency: 103,
		AccountedProformaDependency: 104, CreditNotesDependency: 105, PaymentsDependency: 106, Export: 107, Imported: 108, IsRegistered: 109, AlreadyPaid: 110,
		OffsetNotPossible: 111, AlreadyAccounted: 112, NotPaid: 113, RecurringInvoicesDependency: 114, IssuedDocumentTemplateDependency: 115, SendMailFailed: 116,
		SalesPosEquipmentDependency: 117, OssRegime: 119, MaxAttachmentsCount: 120, ReferralInvoice: 121, MailThreshold: 122, NumericSequenceUniqueness: 123,
		RegistrationExceeded: 124, RegistrationForbidden: 125, ApiForbidden: 126, VatRateType: 127, UpdateProformaAlreadyAccounted: 128, UpdateProformaAlreadyPaid: 129,
		UpdateProformaHasTaxDocuments: 130, DeleteProformaAlreadyAccounted: 131, DeleteProformaHasTaxDocuments: 132, PostProformaAlreadyAccounted: 133,
		PutProformaAlreadyAccounted: 134, PutProformaHasTaxDocuments: 135, UpdateCashVoucherFromSalesReceipt: 136, PairRestricted_ProformaAlreadyAccounted: 137,
		PairRestricted_ProformaHasTaxDocuments: 138, PairRestricted_DocumentIsPaid: 139, PairRestricted_DocumentIsDeleted: 140, PairRestricted_DocumentHasDifferentCurrency: 141,
		UpdateRestrictedNotAllowedProperties: 142, NoCashRegisterFoundForCurrency: 143, NoBankAccountFoundForCurrency: 144, PairRestrictedDocumentIsPaired: 145,
		PairRestrictedTotalDoesNotMatch: 146, PairRestrictedNotExactlyOneItem: 147, CustomVatRestriction: 148, UpdateRestrictedReducedItems: 149,
		UnsupportedVatRateWithPositiveSum: 150, ConflictVatRateAndDate: 151, AgendaChangeOwner_InsufficientSubscription: 152, AgendaChangeOwner_UserNotInAgenda: 153,
		AgendaChangeOwner_UserNotVerified: 154, AccountantNotSpecified: 155, Inbox_NotRegistered: 156, Inbox_BasicMiningNotCompletedYet: 159,
		Inbox_UnsupportedAttachmentFormat: 160, Inbox_AttachmentAlreadyProcessedToDocument: 161, Inbox_AttachmentNotProcessedToDocument: 162, Inbox_AttachmentAiProcessed: 163,
		Inbox_NoCredit: 164,
	},
	EetResponsibility: { Idoklad: 0, ExternalApplication: 1 },
	ElectronicRecordsOfSalesStatus: { NotRegistered: 1, Registered: 2 },
	ExportableEntityType: {
		CashVoucher: 0, Contact: 1, CreditNote: 2, IssuedInvoice: 3, IssuedInvoicePayment: 4, ReceivedInvoicePayment: 5, ProformaInvoice: 6, ReceivedInvoice: 7, SalesReceipt: 8,
		PriceListItem: 10, IssuedTaxDocument: 11,
	},
	ExportedState: { NotExported: 0, Exported: 1, Changed: 2, Deleted: 3 },
	IssuedInvoiceItemType: { ItemTypeNormal: 0, ItemTypeRound: 1, ItemTypeReduce: 2, ItemTypeDiscount: 3 },
	Language: { Cz: 1, Sk: 2, En: 3, De: 4 },
	LogActionType: {
		Insert: 1, Update: 2, Delete: 3, PaymentCreated: 4, PaymentDeleted: 5, DocumentPrinted: 6, DocumentExportedToPdf: 7, SentEmail: 8, PaymentConfirmation: 9,
		ReminderSent: 10, ExportToAccountingSoftware: 11, CancelExportedState: 12, ImportedFromSalesPosEquipment: 13, SalesReceiptAccounting: 15,
		SalesReceiptAccountingCanceled: 16, UnmarkAsDeleted: 17, DeliveryNotePrinted: 18, TaxReceiptForPaymentPrinted: 19,
	},
	LogEntityType: {
		IssuedInvoice: 0, ProformaInvoice: 1, CashVoucher: 2, CreditNote: 3, BankStatement: 4, ReceivedInvoice: 5, SalesReceipt: 6, SalesOrder: 7, RecurringInvoice: 8,
		InternalDocument: 9, Contact: 10, Agenda: 11, User: 12, Tag: 13, SalesOffice: 14, SalesPosEquipment: 15, PriceListItem: 16, IssuedDocumentTemplate: 102,
		EetCertificate: 17, BankAccount: 18, CashRegister: 19, VatControlStatement: 20, VatReturn: 21, VatSummaryReportVies: 22, IncomeTax: 23, NumericSequence: 24,
	},
	MovementType: { Entry: 1, Issue: -1 },
	NumericSequenceDocumentType: {
		IssuedInvoice: 0, ProformaInvoice: 1, CashVoucher: 2, CreditNote: 3, BankStatement: 4, ReceivedInvoice: 5, SalesReceipt: 6, SalesOrder: 7, InternalDocument: 9,
		IssuedTaxDocument: 10, ReceivedReceipt: 11,
	},
	PairedDocumentType: { IssuedInvoice: 0, ProformaInvoice: 1, CreditNote: 3, ReceivedInvoice: 5, ReceivedReceipt: 11 },
	PaymentStatus: { Unpaid: 0, Paid: 1, PartialPaid: 2, Overpaid: 3 },
	PostIssuedInvoiceItemType: { ItemTypeNormal: 0, ItemTypeReduce: 2 },
	PriceType: { WithVat: 0, WithoutVat: 1, OnlyBase: 2 },
	PriceTypeWithoutOnlyBase: { WithVat: 0, WithoutVat: 1 },
	Round: { Never: 0, Always: 1, ByPaymentOption: 2 },
	SalesPosEquipmentType: { CashRegister: 0, External: 1 },
	SalesReceiptItemType: { ItemTypeNormal: 0, ItemTypeRound: 1 },
	VatOnPayStatus: { Disabled: 0, Enabled: 1, InvoiceNeedsTaxing: 2 },
	VatRateType: { Reduced1: 0, Basic: 1, Zero: 2, Reduced2: 3 },
	VatRegistrationType: { NotVatPayer: 0, VatPayer: 1, IdentifiedPersonVat: 2 },
	WebhookActionType: { Insert: 1, Update: 2, Delete: 3, PaymentCreated: 4, PaymentDeleted: 5, SalesReceiptAccounting: 15, SalesReceiptAccountingCanceled: 16, UnmarkAsDeleted: 17 },
	WebhookEntityType: {
		IssuedInvoice: 0, ProformaInvoice: 1, CashVoucher: 2, CreditNote: 3, BankStatement: 4, ReceivedInvoice: 5, SalesReceipt: 6, SalesOrder: 7, RecurringInvoice: 8,
		InternalDocument: 9, Contact: 10, Agenda: 11, PriceListItem: 16, IssuedTaxDocument: 25, ReceivedReceipt: 34,
	},
} as const satisfies Record<string, Record<string, number>>;

export type EnumName = keyof typeof ENUMS;

/** The number of a name or of a number in text; undefined when the enumeration has neither. */
export function enumValue(name: EnumName, text: string): number | undefined {
	const values: Record<string, number> = ENUMS[name];
	const number = Number(text);
	if (text.trim() !== '' && Object.values(values).includes(number)) return number;
	return Object.entries(values).find(([key]) => key.toLowerCase() === text.toLowerCase())?.[1];
}

/** The name of a number. */
export const enumKey = (name: EnumName, value: number): string => Object.entries(ENUMS[name]).find(([, number]) => number === value)![0];
