using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Employers;

/// <summary>A child unit of an enterprise (子级单位), which may be the reviewing unit (rules.md B.5).</summary>
/// <param name="Id">Stable within the enterprise.</param>
/// <param name="Name">Its name.</param>
public sealed record EmployerUnit(string Id, string Name);

/// <summary>What the letter that opens an enterprise account says (来函; rules.md B.10, L169-170).</summary>
public sealed record EmployerProfile
{
    /// <summary>Supervision office (所属督察室); null: not given.</summary>
    public string? SupervisionOffice { get; init; }

    /// <summary>Registered address (注册地址).</summary>
    public string? RegisteredAddress { get; init; }

    /// <summary>Operating range (铁路运行范围).</summary>
    public string? OperatingRange { get; init; }

    /// <summary>Number of locomotives (配属机车数量).</summary>
    public int? Locomotives { get; init; }

    /// <summary>Own-line mileage (自有线路里程), km.</summary>
    public int? OwnLineKm { get; init; }

    /// <summary>Contact (账号联系人).</summary>
    public string? Contact { get; init; }

    /// <summary>The contact's phone.</summary>
    public string? Phone { get; init; }

    /// <summary>The contact's e-mail.</summary>
    public string? Email { get; init; }
}

/// <summary>What an enterprise writes to the exam centre about (来函; rules.md B.10). Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<LetterKind>))]
public enum LetterKind
{
    /// <summary>Takes back an application (撤回); carried out at once, as it can be until the decision.</summary>
    Withdrawal = 1,

    /// <summary>A driver's identity number has changed (身份证号变更), with the proof of the police.</summary>
    IdentityChange = 2,

    /// <summary>The enterprise has another name (更名); carried out when the exam centre registers it.</summary>
    Rename = 3,

    /// <summary>
    /// The enterprise's account is to be disabled (停用); carried out when the exam centre registers it.
    /// </summary>
    Disable = 4,

    /// <summary>The password is to be reset (重置).</summary>
    AccountReset = 5,

    /// <summary>Anything else.</summary>
    Other = 9,
}

/// <summary>A letter on file.</summary>
/// <param name="Id">The enterprise's key and a number.</param>
/// <param name="Kind">What about.</param>
/// <param name="Text">Its words.</param>
/// <param name="About">The application or the driver's career; null: neither.</param>
/// <param name="DocumentId">The scan; null: none.</param>
/// <param name="At">When it came in, UTC.</param>
/// <param name="By">The account that handed it in or registered it.</param>
/// <param name="Unit">The unit that wrote it; null: the enterprise, or the exam centre registered it.</param>
public sealed record EmployerLetter(
    string Id, LetterKind Kind, string Text, string? About, string? DocumentId, DateTimeOffset At, string By,
    string? Unit = null);

/// <summary>
/// A railway enterprise that employs drivers (企业): a driver can be linked to it only while it is registered and not
/// disabled (rules.md B.10). Passwords are the account's matter, not the enterprise's.
/// </summary>
public sealed record Employer : EntityState
{
    private const int LettersKept = 50;

    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The enterprise's name (企业名称).</summary>
    public required string Name { get; init; }

    /// <summary>Unified social credit code (统一社会信用代码), unique.</summary>
    public required string CreditCode { get; init; }

    /// <summary>What its letter said.</summary>
    public EmployerProfile Profile { get; init; } = new();

    /// <summary>Child units, in the order in which they were added.</summary>
    public ImmutableArray<EmployerUnit> Units { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Keys of the careers of its drivers, in the order in which they were linked.</summary>
    public ImmutableArray<string> Drivers { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// Who was asked to drive for it and has not consented (H.25), oldest first. Null, and not stored, where nobody
    /// was.
    /// </summary>
    public ImmutableArray<DriverAsk>? Asked { get; init; }

    /// <summary>How many were ever asked; numbers the next one. Null: nobody.</summary>
    public int? AskCount { get; init; }

    /// <summary>True when the account was disabled by letter (企业账号停用).</summary>
    public bool Disabled { get; init; }

    /// <summary>Names it had before, oldest first (更名).</summary>
    public ImmutableArray<string> FormerNames { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The last letters, oldest first; all of them are in the history.</summary>
    public ImmutableArray<EmployerLetter> Letters { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many letters there ever were; numbers the next one.</summary>
    public int LetterCount { get; init; }

    /// <summary>True for the enterprise itself (null) and for a unit that it has.</summary>
    public bool HasUnit(string? unit)
    {
        if (unit is null) return true;
        foreach (var known in Units)
            if (known.Id == unit) return true;
        return false;
    }

    /// <summary>The state after <paramref name="happened"/>. Never decides.</summary>
    public static Employer Evolve(Employer? state, Event happened) => (state, happened) switch
    {
        (null, EmployerRegistered e) =>
            new Employer { Key = e.Key, Name = e.Name, CreditCode = e.CreditCode, Profile = e.Profile },
        ({ } s, EmployerUnitAdded e) => s with { Units = s.Units.Add(e.Unit) },
        ({ } s, EmployerRenamed e) => s with { Name = e.Name, FormerNames = s.FormerNames.Add(s.Name) },
        ({ } s, EmployerLetterReceived e) => s with
        {
            Letters = [.. s.Letters.Add(e.Letter).TakeLast(LettersKept)], LetterCount = s.LetterCount + 1,
        },
        ({ } s, EmployerDisabled) => s with { Disabled = true },
        ({ } s, DriverAttached e) => s with { Drivers = s.Drivers.Add(e.DriverKey) },
        ({ } s, DriverAsked or DriverAskAnswered) => s with
        {
            Asked = DriverAsks.Evolve(s.Asked ?? [], happened),
            AskCount = (s.AskCount ?? 0) + (happened is DriverAsked ? 1 : 0),
        },
        ({ } s, DriverDetached e) => s with { Drivers = s.Drivers.Remove(e.DriverKey) },
        _ =>
            throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to {state?.Key ?? "nobody"}"),
    };
}
