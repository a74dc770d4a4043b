using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Keyrings;

/// <summary>The machine of the keyring, as the hosts call it.</summary>
public sealed class KeyringMachine : PlainMachine
{
    /// <summary>
    /// The largest number of keys for names of two characters: with a key a month, enough for a century.
    /// </summary>
    public const int MaxKeys = 36 * 36 - 1;

    /// <summary>The one instance; it has no state.</summary>
    public static KeyringMachine Instance { get; } = new();

    private KeyringMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Keyring;

    /// <inheritdoc/>
    protected override Decision DecideNow(EntityId id, EntityState? state, Command command, Context context)
    {
        var ring = (Keyring?)state;
        return command switch
        {
            PassTime => Decision.Nothing,
            AddKey or RetireKey when !context.Actor.Is(Roles.Administrator | Roles.Registry) => Refusals.NotAllowed(),
            AddKey { OnlyFirst: true } when ring is not null => Decision.Nothing,
            AddKey c => Add(ring, c, context),
            RetireKey c => Retire(ring, c, context),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for keyrings"),
        };
    }

    private static Decision Add(Keyring? ring, AddKey c, Context context)
    {
        var number = (ring?.Keys.Length ?? 0) + 1;
        if (number > MaxKeys) return Refusals.WrongState("密钥编号已用尽。", $"The ring holds at most {MaxKeys} keys.");
        return Decision.Of(new KeyAdded(new RingKey(RingKey.NameOf(number), c.Material, context.Now)));
    }

    private static Decision Retire(Keyring? ring, RetireKey c, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", c.Reason, FormCheck.MaxLine, required: true);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (ring?.Find(c.Kid) is not { } key) return Refusals.NotFound();
        if (key.RetiredAt is not null) return Decision.Nothing;
        return key == ring.Signing
            ? Refusals.WrongState("该密钥正在签名使用，请先更换密钥。", "This key signs at present; rotate first, then retire it.")
            : Decision.Of(new KeyRetired(c.Kid, context.Now, c.Reason.Trim()));
    }

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) => Keyring.Evolve((Keyring?)state, happened);

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        var ring = (Keyring)state;
        if (ring.Keys.IsEmpty) yield return "a ring without keys";
        else if (ring.Signing.RetiredAt is not null) yield return "the signing key is retired";
        for (var i = 0; i < ring.Keys.Length; i++)
        {
            if (ring.Keys[i].Kid != RingKey.NameOf(i + 1)) yield return "keys are numbered from 1 without gaps";
            else if (!ring.Keys[i].Public.IsSound)
                yield return $"the public half of key {i + 1} is no point of the curve";
        }
    }
}
