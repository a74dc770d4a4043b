using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Operators;

/// <summary>Registers operators and their permits; all faults of a row are named at once.</summary>
public static class OperatorRegistration
{
    private const int MaxContacts = 10, MaxPermits = 50;

    /// <summary>The decision on a new operator.</summary>
    public static Decision Decide(EntityId id, RegisterOperator c, Context context)
    {
        if (ApplicationAuthorization.Officer(c.Authority, context.Actor) is { } mayNot) return mayNot;
        var code = CreditCode.Check(c.CreditCode, c.CreditCodeReason);
        if (!code.Valid) return RegistryFields.NotValid(IdentifierWords.At("creditCode", code));
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Name(faults, "name", c.Name);
        RegistryFields.Authority(faults, c.Authority);
        FormCheck.Text(faults, "creditCodeReason", c.CreditCodeReason, FormCheck.MaxText, required: false);
        faults.AddRange(ContactFaults(c.Contacts));
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        return Decision.Of(new OperatorRegistered(new Operator
        {
            Key = id.Key, CreditCode = code.Normalized!, Name = RegisteredName.Of(c.Name), Authority = c.Authority,
            Contacts = c.Contacts.IsDefault ? [] : c.Contacts,
            CreditCodeReason = CreditCode.ReasonOnRecord(c.CreditCode, c.CreditCodeReason),
        }));
    }

    /// <summary>The same operator again gets the same answer; another code would be another operator.</summary>
    public static Decision Again(Operator o, RegisterOperator c, Context context) =>
        ApplicationAuthorization.Officer(o.Authority, context.Actor) is { } mayNot ? mayNot
        : CreditCode.Check(c.CreditCode, c.CreditCodeReason).Normalized == o.CreditCode ? Decision.Nothing
        : OperatorRefusals.CreditCodeTaken();

    /// <summary>
    /// A permit is registered once; its period and scope may be changed later, for example when it is renewed.
    /// </summary>
    public static Decision Permit(Operator o, RegisterPermit c, Context context)
    {
        if (!OperatingPermitNumber.IsValid(c.Number))
            return RegistryFields.NotValid(
                IdentifierWords.At("permitNumber", IdentifierCheck.Refused(IdentifierFault.Format)));
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (c.Scopes.IsDefaultOrEmpty
            || c.Scopes.Distinct().Count() != c.Scopes.Length
            || !c.Scopes.All(Enum.IsDefined))
            faults.Add(Refusals.Fault("scopes", "请填写经营范围，不得重复。", "Name the scopes, each once."));
        if (c.ValidTo < c.ValidFrom)
            faults.Add(Refusals.Fault("validTo", "有效期截止日期早于起始日期。", "The last day lies before the first."));
        if (o.PermitOf(c.Number) is null && o.Permits.Length >= MaxPermits)
            faults.Add(Refusals.Fault("permitNumber", $"最多 {MaxPermits} 个许可证。", $"At most {MaxPermits} permits."));
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        var known = o.PermitOf(c.Number);
        var permit = new Permit(c.Number, [.. c.Scopes.Order()], new Period(c.ValidFrom, c.ValidTo))
        {
            BoundOn = known?.BoundOn, End = known?.End, ExpiryAnnounced = context.Today > c.ValidTo,
        };
        if (known?.End is not null)
            return Refusals.WrongState("该许可证已终止。", "The permit has ended; a new one has a new number.");
        return known is not null && known.Period == permit.Period && known.Scopes.SequenceEqual(permit.Scopes)
            ? Decision.Nothing
            : Decision.Of(new PermitRegistered(permit));
    }

    /// <summary>What is wrong with contact persons.</summary>
    public static ImmutableArray<FieldFault> ContactFaults(ImmutableArray<ContactPerson> contacts)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (contacts.IsDefault) return [];
        if (contacts.Length > MaxContacts)
            faults.Add(Refusals.Fault("contacts", $"最多 {MaxContacts} 名联系人。", $"At most {MaxContacts} contacts."));
        for (var i = 0; i < Math.Min(contacts.Length, MaxContacts); i++)
        {
            FormCheck.Text(faults, $"contacts[{i}].name", contacts[i]?.Name, FormCheck.MaxLine, required: true);
            FormCheck.Phone(faults, $"contacts[{i}].phone", contacts[i]?.Phone ?? "");
        }
        return faults.ToImmutable();
    }
}
