using System.Reflection;
using Orleans;
using Orleans.Metadata;
using Orleans.Runtime;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Grains;
using OrleansRegistry.Grains.Wire;
using OrleansRegistry.Silo;

namespace OrleansRegistry.Cluster.Tests;

/// <summary>
/// Goal: no name that is stored or sent changes unseen. Method: the list as it is in the code against the list as it
/// was shipped; it only grows.
/// </summary>
public sealed class PinnedNamesTests
{
    private static readonly Assembly[] _assemblies = [typeof(EntityGrain).Assembly, typeof(SiloProgram).Assembly];

    [Fact]
    public void Grain_types_are_pinned() => Assert.Equal(
        ["AccountDirectoryGrain account-desk", "AuditSinkGrain audit-sink", "CertificateGrain certificate",
            "ConsequencePumpGrain consequence-pump",
            "EmployerGrain employer", "ExamSessionGrain examSession", "FindingGrain roadsideFinding",
            "IdentityGrain identity", "IdentityPumpGrain identity-pump",
            "KeyringGrain keyring", "NoticePumpGrain notice-pump", "ObjectionGrain objection", "OperatorGrain operator",
            "OpinionGrain opinion", "PersonGrain person", "RailLicenceGrain railLicence", "RootMakerGrain root-maker",
            "TripGrain trip", "TrustListGrain trustList",
            "VehicleGrain vehicle"],
        Types(type => typeof(Grain).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => $"{type.Name} {type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, type)}"));

    [Fact]
    public void Every_kind_has_its_grain_and_its_state_bears_the_kind_s_name() =>
        Assert.All(Enum.GetValues<EntityKind>(), kind =>
    {
        var grain = Assert.Single(_assemblies.SelectMany(a => a.GetTypes()),
            type => type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(
                null!, type) == GrainType.Create(EntityId.NameOf(kind)));
        var state = grain.GetConstructors().Single().GetParameters()[0].GetCustomAttribute<PersistentStateAttribute>()!;
        Assert.Equal((EntityId.NameOf(kind), EntityGrain.StorageName), (state.StateName, state.StorageName));
    });

    [Fact]
    public void Interfaces_and_methods_have_aliases() => Assert.Equal(
        [
            "registry.account-desk: Agree BindPerson ChangePassword ChangePhone ChangePhoneByRequests Close Disable "
                + "EndSessions LastCodes Open OpenByPhone OpenByRequest Reset SendCode SendCodeForPurpose SignInByCode "
                + "SignInByPassword SignInByPasswordFrom SignInByRequest UnbindPerson",
            "registry.audit-sink: Wake",
            "registry.authenticators: Add BeginTotp ChangePassword ConfirmTotp Disclose Enable MayTry NewRecoveryCodes "
                + "ReAuthenticate RemoveTotp Reset ResetForgotten Unlock",
            "registry.consequence-pump: Wake", "registry.entity: Execute Load", "registry.identity-pump: Wake",
            "registry.notice-pump: Wake",
            "registry.phone-recoveries: BeginRecovery MovePhone ProveNewPhone ProveRecovery",
            "registry.root-maker: Make",
        ],
        Types(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))
            .Select(type => $"{AliasOf(type)}: "
                + string.Join(' ', type.GetMethods().Select(AliasOf).Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal));

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    [Fact]
    public void Forms_on_the_wire_are_numbered_and_named() => Assert.Equal(
        ["1 registry.envelope", "2 registry.answer", "3 registry.snapshot", "4 registry.account", "5 registry.sign-in",
            "6 registry.opened-account", "7 registry.refusal", "8 registry.origin", "9 registry.given-code",
            "10 registry.sent-codes", "11 registry.password-proof", "12 registry.hashed-password",
            "13 registry.authenticator-change", "14 registry.agreed-versions", "15 registry.proven-phone",
            "16 registry.recovery-proof"],
        WireForms.All.Select(form => $"{form.Tag} {form.Alias}"));

    private static IEnumerable<Type> Types(Func<Type, bool> wanted) =>
        _assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("OrleansRegistry.", StringComparison.Ordinal) == true && wanted(type))
        .OrderBy(type => type.Name, StringComparer.Ordinal);
}
