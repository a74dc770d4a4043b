using System.Collections.Immutable;
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

    /// <summary>Structure of the enterprise (企业架构): its units and who manages them.</summary>
    public string? Structure { get; init; }

    /// <summary>Why the account is asked for (申请事由).</summary>
    public string? Reason { get; init; }

    /// <summary>The business licence (营业执照), an upload of whoever registers the enterprise.</summary>
    public string? BusinessLicenceId { get; init; }
}

/// <summary>
/// A railway enterprise that employs drivers (企业): a driver can be linked to it only while it is registered and not
/// disabled (rules.md B.10). Passwords are the account's matter, not the enterprise's.
/// </summary>
public sealed record Employer : EntityState
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The enterprise's name (企业名称).</summary>
    public required string Name { get; init; }

    /// <summary>Unified social credit code (统一社会信用代码), unique.</summary>
    public required string CreditCode { get; init; }

    /// <summary>
    /// Why a code with a wrong check character was registered (H.21). Null, and not stored: the check character is
    /// right.
    /// </summary>
    public string? CreditCodeReason { get; init; }

    /// <summary>What its letter said.</summary>
    public EmployerProfile Profile { get; init; } = new();

    /// <summary>Child units, in the order in which they were added.</summary>
    public ImmutableArray<EmployerUnit> Units { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Keys of the careers of its drivers, in the order in which they were linked.</summary>
    public ImmutableArray<string> Drivers { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// Drivers who were asked to drive for it and have not consented yet (H.25), oldest first. Null, and not stored:
    /// none.
    /// </summary>
    public ImmutableArray<DriverAsk>? Asked { get; init; }

    /// <summary>How many drivers were ever asked; the next question gets the next number. Null: none.</summary>
    public int? AskCount { get; init; }

    /// <summary>True when the account was disabled by letter (企业账号停用): nobody acts for it any more.</summary>
    public bool Disabled { get; init; }

    /// <summary>
    /// True for an exam station (考试站): it sends letters and has no drivers (L170-196). Null, and not stored, for an
    /// enterprise.
    /// </summary>
    public bool? IsExamStation { get; init; }

    /// <summary>Its earlier names, oldest first (更名).</summary>
    public ImmutableArray<string> FormerNames { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// The letters that wait for the exam centre and the last that were answered, oldest first; the history has all of
    /// them.
    /// </summary>
    public ImmutableArray<EmployerLetter> Letters { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many letters there ever were; the next one gets the next number.</summary>
    public int LetterCount { get; init; }

    /// <summary>True for a unit that the enterprise has; also for null, which is the enterprise itself.</summary>
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
            new Employer
            {
                Key = e.Key, Name = e.Name, CreditCode = e.CreditCode, Profile = e.Profile,
                IsExamStation = e.IsExamStation, CreditCodeReason = e.CreditCodeReason,
            },
        ({ } s, EmployerUnitAdded e) => s with { Units = s.Units.Add(e.Unit) },
        ({ } s, EmployerRenamed e) => s with { Name = e.Name, FormerNames = s.FormerNames.Add(s.Name) },
        ({ } s, EmployerLetterReceived or EmployerLetterDone) => EmployerLetters.Evolve(s, happened),
        ({ } s, EmployerDisabled) => s with { Disabled = true },
        ({ } s, EmployerEnabled) => s with { Disabled = false },
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
