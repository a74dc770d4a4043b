using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// Registers a certificate together with its holder: two commands to two entities, the person first. Used by the API
/// and by the import; a repeat with the same command id finds what exists.
/// </summary>
public static partial class Registration
{
    /// <summary>
    /// Registers the person if the number is new, then the certificate. If the caller may not register the certificate,
    /// the person is not registered either, nor if the certificate is refused.
    /// </summary>
    public static async Task<(EntityId Id, Answer Answer)> Register(
        IRegistry registry, RegisterPerson person, RegisterCertificate certificate, Envelope envelope,
        CancellationToken cancellation = default)
    {
        var id = Keys.ForNew(EntityKind.Certificate, envelope.CommandId);
        if (CertificateRegistration.MayNot(envelope.Actor, certificate.Authority) is { } mayNot)
            return (id, new Answer.No(mayNot));
        if (await Foreseen(registry, person, id, key => certificate with { PersonKey = key }, envelope, cancellation)
            is { } no) return (id, new Answer.No(no));
        var (personKey, refusal) = await PersonOf(registry, person, envelope, cancellation);
        if (refusal is not null) return (id, new Answer.No(OfHolder(refusal)));
        var command = certificate with { PersonKey = personKey! };
        return (id, await registry.Execute(id, envelope with { Command = command }, cancellation));
    }

    /// <summary>The person with this number, who is registered now if the number is new; or the refusal.</summary>
    public static async Task<Result<string>> PersonOf(
        IRegistry registry, RegisterPerson person, Envelope envelope, CancellationToken cancellation = default)
    {
        var number = IdentityNumber.Check(
            person.IdentityKind, person.IdentityNumber, Calendar.ShanghaiTime.DateOf(registry.Now))
            .Normalized ?? person.IdentityNumber;
        for (var lookAgain = true; ; lookAgain = false)
        {
            var known = await registry.Queries.PersonByIdentity(number, cancellation);
            if (!PersonDecider.MayRegister(envelope.Actor)) return await OnRecord(registry, known, person,
                cancellation);
            if (known is { } there) return await SameName(registry, there, person.Name, cancellation);
            var created = Keys.ForNew(EntityKind.Person, envelope.CommandId);
            var answer = await registry.Execute(created, envelope with
            {
                CommandId = envelope.CommandId + ":person",
                Command = person,
                Fingerprint = null,
                ExpectedVersion = null,
            }, cancellation);
            switch (answer)
            {
                case Answer.Done: return created.Key;
                case Answer.No { Refusal.Code: RefusalCode.Duplicate } when lookAgain:
                    continue; // Someone else was first.
                case Answer.No no: return no.Refusal;
            }
        }
    }

    /// <summary>The refusal with paths that say that it is about the certificate's holder.</summary>
    public static Refusal OfHolder(Refusal refusal) => refusal with
    {
        Faults = [.. refusal.Faults.Select(fault => fault with { Field = "holder." + fault.Field })],
    };

    /// <summary>
    /// A caller who may not register persons must name one on record (H.24). The refusal does not say whether the
    /// number or the name is wrong.
    /// </summary>
    private static async Task<Result<string>> OnRecord(
        IRegistry registry, EntityId? known, RegisterPerson person, CancellationToken cancellation)
    {
        var number = IdentityNumber.Check(person.IdentityKind, person.IdentityNumber,
            Calendar.ShanghaiTime.DateOf(registry.Now));
        if (!number.Valid) return PersonDecider.NotANumber(number);
        if (known is { } id && (await SameName(registry, id, person.Name, cancellation)).Refusal is null)
            return id.Key;
        return new Refusal(
            RefusalCode.IdentityCheckFailed,
            new LocalText(
                "没有登记该姓名和证件号码的人员，请由主管机关办理登记。",
                "Nobody is on the register under this name and number; an authority registers people."))
        {
            Law = Citations.GuideRealName,
        };
    }

    private static async Task<Result<string>> SameName(
        IRegistry registry, EntityId id, string name, CancellationToken cancellation)
    {
        var known = (Person)(await registry.Load(id, cancellation))!.State;
        return SameName(known, name) is { } refusal ? refusal : id.Key;
    }

    /// <summary>The refusal when the person on the register has another name; null: it is the same.</summary>
    public static Refusal? SameName(Person known, string name) => RegisteredName.Same(known.Name, name) ? null
        : new Refusal(
            RefusalCode.IdentityCheckFailed,
            new LocalText("该证件号码已登记在另一姓名下。", "This identity number is on the register under another name."))
        {
            Faults = [Refusals.Fault("name", "与已登记姓名不一致。", "Not the registered name.")],
        };
}
