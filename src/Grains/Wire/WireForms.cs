using System.Text.Json.Serialization.Metadata;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains.Wire;

/// <summary>One type that silos send each other: its number and its name in messages, and its JSON.</summary>
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
        new(1, "registry.envelope", typeof(Envelope), RegistryJson.Wire.Envelope),
        new(2, "registry.answer", typeof(Answer), RegistryJson.Wire.Answer),
        new(3, "registry.snapshot", typeof(EntitySnapshot), RegistryJson.Wire.EntitySnapshot),
        new(4, "registry.account", typeof(Account), RegistryJson.Wire.Account),
        new(5, "registry.sign-in", typeof(SignIn), RegistryJson.Wire.SignIn),
        new(6, "registry.opened-account", typeof(OpenedAccount), RegistryJson.Wire.OpenedAccount),
        new(7, "registry.refusal", typeof(Refusal), RegistryJson.Wire.Refusal),
    ];

    /// <summary>True for these types and what derives from them.</summary>
    public static bool Has(Type type) => Find(type) is not null;

    /// <summary>The form of a value of this type.</summary>
    public static WireForm Of(Type type) => Find(type) ?? throw new ArgumentOutOfRangeException(nameof(type), type, null);

    /// <summary>The form with this number.</summary>
    public static WireForm Of(byte tag) => tag >= 1 && tag <= All.Count
        ? All[tag - 1]
        : throw new ArgumentOutOfRangeException(nameof(tag), tag, "a newer silo sent a form that this one does not know");

    private static WireForm? Find(Type type)
    {
        foreach (var form in All)
            if (form.Type.IsAssignableFrom(type)) return form;
        return null;
    }
}
