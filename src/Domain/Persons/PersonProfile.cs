using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Persons;

/// <summary>
/// What a person states about oneself and may change (002 L188): it fills in forms and proves nothing. Null: not given.
/// </summary>
/// <param name="PhoneOfContact">
/// The phone at which the person wants to be called; for the sign-in there is the account's phone.
/// </param>
/// <param name="Address">Where documents are posted to if a filing gives no address.</param>
/// <param name="Education">Education as stated.</param>
public sealed record PersonProfile(string? PhoneOfContact, string? Address, Education? Education)
{
    /// <summary>Nothing was said.</summary>
    public static PersonProfile Empty { get; } = new(null, null, null);
}

/// <summary>Changes one's own profile: null leaves a value as it is, an empty text removes it.</summary>
public sealed record ChangeProfile(string? PhoneOfContact, string? Address, Education? Education) : Command;

/// <summary>The profile has changed to this one.</summary>
public sealed record ProfileChanged(PersonProfile Profile) : PersonEvent;

/// <summary>Decides about a person's own profile.</summary>
public static class PersonProfiles
{
    /// <summary>The decision: only the person may change it, and not the address soon after a binding (H.24).</summary>
    public static Decision Decide(Person p, ChangeProfile c, Context context)
    {
        if (context.Actor.PersonKey != p.Key) return Refusals.NotFound();
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (!string.IsNullOrWhiteSpace(c.PhoneOfContact)) FormCheck.Phone(faults, "phoneOfContact", c.PhoneOfContact);
        if (!string.IsNullOrWhiteSpace(c.Address))
            FormCheck.Text(faults, "address", c.Address, FormCheck.MaxText, required: false);
        if (c.Education is { } education
            && !(Enum.IsDefined(education.Level) && (education.Major is not { } major || Enum.IsDefined(major))))
            faults.Add(Refusals.Fault("education", "没有该学历或专业。", "There is no such level or major."));
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        var before = p.Profile ?? PersonProfile.Empty;
        var after = new PersonProfile(
            With(before.PhoneOfContact, c.PhoneOfContact), With(before.Address, c.Address),
            c.Education ?? before.Education);
        if (after == before) return Decision.Nothing;
        if (after.Address != before.Address && after.Address is not null && p.BarredUntil is { } until
            && context.Now < until)
            return BindingRefusals.Barred(until);
        return Decision.Of(new ProfileChanged(after));
    }

    private static string? With(string? before, string? given) =>
        given is null ? before : string.IsNullOrWhiteSpace(given) ? null : given.Trim();
}
