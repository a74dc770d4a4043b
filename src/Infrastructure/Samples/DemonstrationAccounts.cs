using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>The accounts that an empty registry in Development has (http.md 8).</summary>
internal static class DemonstrationAccounts
{
    /// <summary>The password of all of them. It is in the documentation; they never exist in Production.</summary>
    public const string Password = PasswordPolicy.Demonstration;

    /// <summary>The account that has a second factor.</summary>
    public const string WithGenerator = "officer.totp";

    /// <summary>
    /// The secret of its generator, published in the README like the password: the twenty ASCII digits of RFC 6238.
    /// </summary>
    public static byte[] Generator { get; } = "12345678901234567890"u8.ToArray();

    /// <summary>All of them. If the last one exists, all exist.</summary>
    public static ImmutableArray<Account> All { get; } =
    [
        Of("officer.henan", Roles.Officer, "41", Desks.Road),
        Of("officer.yunnan", Roles.Officer, "53", Desks.Road | Desks.Charter),
        Of("enforcement.yunnan", Roles.Enforcement, "53"),
        Of("operator.demo", Roles.Operator) with { PersonKey = DemonstrationFleet.Operator.Key },
        Of("employer.demo", Roles.Employer) with { PersonKey = DemonstrationRailway.Employer.Key },
        Of("centre", Roles.ExamCentre),
        Of("nra", Roles.Administration),
        Of("officer.henan.2", Roles.Officer, "41", Desks.Road),
        Of("officer.yunnan.2", Roles.Officer, "53", Desks.Road | Desks.Charter),
        Of("centre.2", Roles.ExamCentre),
        Of(WithGenerator, Roles.Officer, "41", Desks.Road),
        Of("auditor", Roles.Auditor),
        Of("driver.new", Roles.Holder), // Nobody yet: the tour proves who it is.
        .. DemonstrationTour.Drivers.Select((driver, at) =>
            Of(driver, Roles.Holder) with { Phone = $"1990000000{at + 1}" }), // Of nobody: texts go to a file at most.
        Of("admin.2", Roles.Administrator),
        Of("admin", Roles.Administrator),
    ];

    /// <summary>
    /// The id of the account with this name; always the same, so that a second start finds the accounts of the first.
    /// </summary>
    public static string IdOf(string name) => "A-DEMO-" + name.ToUpperInvariant().Replace('.', '-');

    private static Account Of(string name, Roles roles, string? authority = null, Desks desks = Desks.None) =>
        new(IdOf(name), name, null, roles, authority, desks, null, MustChangePassword: false, Disabled: false);
}
