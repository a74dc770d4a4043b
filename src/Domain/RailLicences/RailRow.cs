using System.Text.Json;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// The employer as a register names it, by its key here or by its credit code; and the unit, if there is one.
/// </summary>
public sealed record RailEmployerRow(string? EmployerId = null, string? CreditCode = null, string? Unit = null);

/// <summary>
/// One driver as registers exchange it: the body of <c>POST /api/v1/rail-licences</c>, a line of an imported or
/// exported file. <see cref="RegisterRailDriver"/> says what the members mean and what is refused.
/// </summary>
public sealed record RailRow(
    HolderRow Holder, RailEmployerRow? Employer = null, OlderLicence? Licence = null, DateOnly? RetiresOn = null,
    StudyRecord? Study = null, DateOnly? BannedUntil = null)
{
    /// <summary>The command for the person.</summary>
    public RegisterPerson ToPerson() =>
        new(Holder.Name, Holder.IdentityKind ?? IdentityKind.CitizenId, Holder.IdentityNumber, Holder.BornOn);

    /// <summary>The command for the career; person and employer are filled in when they are known.</summary>
    public RegisterRailDriver ToDriver(string personKey, EmployerLink? employer) => new()
    {
        PersonKey = personKey, Employer = employer, Licence = Licence, RetiresOn = RetiresOn, Study = Study,
        BannedUntil = BannedUntil,
    };

    /// <summary>The row of a career of this register. A licence that has ended is not in it; its ban is.</summary>
    public static RailRow Of(RailCareer c, Person person, Employer? employer) => new(
        new HolderRow(person.Name, person.IdentityNumber, person.IdentityKind, person.BornOn),
        c.Employer is { } link && employer is not null
            ? new RailEmployerRow(null, employer.CreditCode, link.Unit)
            : null,
        c.LiveLicence is { } live
            ? new OlderLicence(live.Classes, live.Period.From, live.Period.To, live.Number, live.DocumentVersion)
                : null,
        c.RetiresOn, c.Study, c.Ban?.Until);

    /// <summary>The row as one line of JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RegistryJson.Wire.RailRow);
}

/// <summary>One enterprise as registers exchange it, with its units and its former names.</summary>
public sealed record EmployerRow(string CreditCode,
    string Name,
    EmployerProfile? Profile = null,
    EmployerUnit[]? Units = null,
    bool Disabled = false,
    bool? IsExamStation = null,
    string? CreditCodeReason = null)
{
    /// <summary>The commands that register it, in order.</summary>
    public IEnumerable<Command> Commands()
    {
        yield return new RegisterEmployer(Name, CreditCode, Profile, IsExamStation)
        {
            CreditCodeReason = CreditCodeReason,
        };
        foreach (var unit in Units ?? []) yield return new AddUnit(unit.Name, unit.Id);
        if (Disabled) yield return new DisableEmployer("import");
    }

    /// <summary>The row of an enterprise of this register; uploads are not exchanged.</summary>
    public static EmployerRow Of(Employer e) => new(
        e.CreditCode, e.Name, e.Profile with { BusinessLicenceId = null }, [.. e.Units], e.Disabled, e.IsExamStation,
        e.CreditCodeReason);

    /// <summary>The row as one line of JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RegistryJson.Wire.EmployerRow);
}
