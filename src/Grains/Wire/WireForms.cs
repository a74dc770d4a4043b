using System.Text.Json.Serialization.Metadata;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains.Wire;

/// <summary>One type that silos send each other: its number and name in messages, and its JSON.</summary>
public sealed record WireForm(byte Tag, string Alias, Type Type, JsonTypeInfo Json);

/// <summary>
/// The types that silos send each other. Numbers and names are in messages between silos of two versions: the list only
/// grows, and a test keeps it.
/// </summary>
public static class WireForms
{
    /// <summary>Every form.</summary>
    public static IReadOnlyList<WireForm> All { get; } =
    [
        Form<Envelope>(1, "registry.envelope"),
        Form<Answer>(2, "registry.answer"),
        Form<EntitySnapshot>(3, "registry.snapshot"),
        Form<Account>(4, "registry.account"),
        Form<SignIn>(5, "registry.sign-in"),
        Form<OpenedAccount>(6, "registry.opened-account"),
        Form<Refusal>(7, "registry.refusal"),
        Form<Origin>(8, "registry.origin"),
        Form<GivenCode>(9, "registry.given-code"),
        Form<SentCodes>(10, "registry.sent-codes"),
        Form<PasswordProof>(11, "registry.password-proof"),
        Form<HashedPassword>(12, "registry.hashed-password"),
        Form<AuthenticatorChange>(13, "registry.authenticator-change"),
        Form<AgreedVersions>(14, "registry.agreed-versions"),
        Form<ProvenPhone>(15, "registry.proven-phone"),
        Form<RecoveryProof>(16, "registry.recovery-proof"),
    ];

    /// <summary>True for these types and what derives from them.</summary>
    public static bool Has(Type type) => Find(type) is not null;

    /// <summary>The form of a value of this type.</summary>
    public static WireForm Of(Type type) =>
        Find(type) ?? throw new ArgumentOutOfRangeException(nameof(type), type, null);

    /// <summary>The form with this number.</summary>
    public static WireForm Of(byte tag) => tag >= 1 && tag <= All.Count
        ? All[tag - 1]
        : throw new ArgumentOutOfRangeException(
            nameof(tag), tag, "a newer silo sent a form that this one does not know");

    private static WireForm Form<T>(byte tag, string alias) => new(tag, alias, typeof(T), WireJson.Of(typeof(T)));

    private static WireForm? Find(Type type)
    {
        foreach (var form in All)
            if (form.Type.IsAssignableFrom(type)) return form;
        return null;
    }
}
