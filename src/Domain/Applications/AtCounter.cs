using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>How somebody without a phone is notified. Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<CounterNotices>))]
public enum CounterNotices
{
    /// <summary>The desk posts a letter (邮寄书面通知).</summary>
    Post = 1,

    /// <summary>By text to the phone of whoever helps (通知帮办人).</summary>
    Helper = 2,
}

/// <summary>Who helps somebody who applies at the counter (帮办人).</summary>
/// <param name="Name">The helper's name.</param>
/// <param name="Relation">What the helper is to the applicant.</param>
/// <param name="Phone">The helper's phone; null: none was given.</param>
public sealed record Helper(string Name, string Relation, string? Phone = null);

/// <summary>
/// An application that an officer of the deciding authority took at the counter. The holder has no phone and so no
/// account, and was there with the identity card. The officer hands in, answers a supplement and withdraws for the
/// holder; everything else is decided as usual.
/// </summary>
/// <param name="Notices">How the holder is notified.</param>
/// <param name="Helper">Who helps; null: nobody.</param>
public sealed record AtCounter(CounterNotices Notices, Helper? Helper = null)
{
    /// <summary>The refusal for wrong data of the counter; null: the data is right.</summary>
    public static Refusal? Fault(AtCounter? counter)
    {
        if (counter is null) return null;
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (!Enum.IsDefined(counter.Notices))
            faults.Add(Refusals.Fault("counter.notices", "请选择通知方式。", "Choose how the holder is notified."));
        if (counter.Helper is { } helper)
        {
            FormCheck.Text(faults, "counter.helper.name", helper.Name, FormCheck.MaxLine, required: true);
            FormCheck.Text(faults, "counter.helper.relation", helper.Relation, FormCheck.MaxLine, required: true);
            if (helper.Phone is { } phone) FormCheck.Phone(faults, "counter.helper.phone", phone);
        }
        if (counter.Notices == CounterNotices.Helper && counter.Helper?.Phone is null)
            faults.Add(Refusals.Fault("counter.helper.phone", "由帮办人接收通知的，请填写帮办人的电话。",
                "To be notified by the helper, the helper's phone is needed."));
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    /// <summary>The actor in whose name an officer uploads at the counter: the holder, never the officer.</summary>
    public static Actor Uploader(string personKey, Actor officer) =>
        new(personKey, Roles.Holder, officer.Channel) { PersonKey = personKey };

    /// <summary>The context with the holder as the one who uploads, in which materials are checked.</summary>
    internal static Context For(string personKey, Context context) =>
        context with { Actor = context.Actor with { AccountId = personKey } };
}
