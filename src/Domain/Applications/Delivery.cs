using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// To whom and where a document goes. What the applicant does not give is taken from the record at the filing.
/// </summary>
/// <param name="Recipient">Who receives it, or picks it up.</param>
/// <param name="Phone">Whom the courier calls.</param>
/// <param name="Address">Where it is posted to; null: it is picked up.</param>
public sealed record DeliveryAddress(string? Recipient, string? Phone, string? Address);

/// <summary>A document on its way.</summary>
/// <param name="Carrier">The courier; null: not given.</param>
/// <param name="TrackingNumber">The courier's number; null: not given.</param>
/// <param name="At">When it was given to the courier, or handed over, UTC.</param>
public sealed record Consignment(string? Carrier, string? TrackingNumber, DateTimeOffset At);

/// <summary>A document that came back.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why, in the desk's words.</param>
public sealed record ReturnedDelivery(DateTimeOffset At, string Reason);

/// <summary>What is asked of a delivery, road and rail alike (rules.md A.0, B.10).</summary>
internal static class Deliveries
{
    private const int MaxNumber = 40;

    /// <summary>The refusal for a delivery that is not possible as asked for; null: it is possible.</summary>
    /// <param name="apply">The filing.</param>
    /// <param name="onRecord">The address on record, for what the applicant does not give.</param>
    public static Refusal? Fault(Apply apply, DeliveryAddress onRecord)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (apply.DeliverTo is { } to)
        {
            FormCheck.Text(faults, "delivery.recipient", to.Recipient, FormCheck.MaxLine, required: false);
            FormCheck.Text(faults, "delivery.address", to.Address, FormCheck.MaxText, required: false);
            if (to.Phone is { } phone) FormCheck.Phone(faults, "delivery.phone", phone);
        }
        if (apply.Delivery == DeliveryWay.Post && (apply.DeliverTo?.Address ?? onRecord.Address) is null)
            faults.Add(Refusals.Fault(
                "delivery.address", "邮寄须填写收件地址。", "To be posted it needs an address; none is on record."));
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    /// <summary>Where the document goes; null: it is picked up, and nobody was named to receive it.</summary>
    public static DeliveryAddress? Of(Apply apply, DeliveryAddress onRecord)
    {
        if (apply.Delivery != DeliveryWay.Post)
            return apply.DeliverTo is { } named && named != new DeliveryAddress(null, null, null)
                ? named with { Recipient = named.Recipient?.Trim(), Address = null } : null;
        var to = apply.DeliverTo;
        return new DeliveryAddress(
            (to?.Recipient ?? onRecord.Recipient)?.Trim(), to?.Phone ?? onRecord.Phone,
            (to?.Address ?? onRecord.Address)?.Trim());
    }

    /// <summary>The address to which the document posted last went; null: none was posted.</summary>
    public static string? LastAddress(IEnumerable<DeliveryAddress?> places) =>
        places.LastOrDefault(place => place?.Address is not null)?.Address;

    /// <summary>
    /// Handed over or posted. A repeat changes nothing; a tracking number that is known only later is added.
    /// </summary>
    public static Decision Delivered(
        IApplication a, DeliveryWay? way, Consignment? before, Deliver deliver, Context context,
        Func<Consignment?, Event> delivered)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "carrier", deliver.Carrier, FormCheck.MaxLine, required: false);
        FormCheck.Text(faults, "trackingNumber", deliver.TrackingNumber, MaxNumber, required: false);
        if (way != DeliveryWay.Post && (deliver.Carrier ?? deliver.TrackingNumber) is not null)
            faults.Add(Refusals.Fault("carrier", "自取的证件没有快递信息。", "What is picked up has no courier."));
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        var (carrier, number) = (
            deliver.Carrier?.Trim() ?? before?.Carrier, deliver.TrackingNumber?.Trim() ?? before?.TrackingNumber);
        var known = (carrier ?? number) is not null;
        return a.Status switch
        {
            ApplicationStatus.AwaitingDelivery =>
                Decision.Of(delivered(known ? new Consignment(carrier, number, context.Now) : null)),
            ApplicationStatus.Delivered when known && (carrier, number) != (before?.Carrier, before?.TrackingNumber) =>
                Decision.Of(delivered(new Consignment(carrier, number, before?.At ?? context.Now))),
            ApplicationStatus.Delivered => Decision.Nothing,
            _ => ApplicationReview.Wrong(a),
        };
    }

    /// <summary>The document came back. It waits to be sent again, to another place if one is given.</summary>
    public static Decision Returned(
        IApplication a, DeliveryWay? way, ReturnDelivery back, Context context,
        Func<ReturnedDelivery, DeliveryAddress?, Event> returned)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", back.Reason, FormCheck.MaxText, required: true);
        FormCheck.Text(faults, "recipient", back.To?.Recipient, FormCheck.MaxLine, required: false);
        FormCheck.Text(faults, "address", back.To?.Address, FormCheck.MaxText, required: false);
        if (back.To?.Phone is { } phone) FormCheck.Phone(faults, "phone", phone);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        return a.Status != ApplicationStatus.Delivered || way != DeliveryWay.Post
            ? ApplicationReview.Wrong(a)
            : Decision.Of(returned(new ReturnedDelivery(context.Now, back.Reason.Trim()), back.To));
    }

    /// <summary>The address with the given parts replaced.</summary>
    public static DeliveryAddress? With(this DeliveryAddress? place, DeliveryAddress? given) => given is null ? place
        : new DeliveryAddress(
            given.Recipient?.Trim() ?? place?.Recipient, given.Phone ?? place?.Phone,
            given.Address?.Trim() ?? place?.Address);
}
