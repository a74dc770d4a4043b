using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>The names of schemas around notices, calendars and deliveries (<see cref="SchemaIds"/>).</summary>
internal static class NoticeSchemaIds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<Type, string> All { get; } = new Dictionary<Type, string>
    {
        [typeof(CalendarAct)] = "CalendarAct",
        [typeof(CalendarAddressRequest)] = "CalendarAddressRequest",
        [typeof(CalendarAddressView)] = "CalendarAddress",
        [typeof(DeliverRequest)] = "DeliverRequest",
        [typeof(DeliveryRequest)] = "DeliveryRequest",
        [typeof(DeliveryRow)] = "DeliveryRow",
        [typeof(DeliveryView)] = "Delivery",
        [typeof(DueView)] = "Due",
        [typeof(ReturnedRequest)] = "ReturnedRequest",
        [typeof(NoticeView)] = "Notice",
        [typeof(NoticeChoiceView)] = "NoticeChoice",
        [typeof(NoticeChoiceRequest)] = "NoticeChoiceRequest",
        [typeof(NoticeChoicesRequest)] = "NoticeChoicesRequest",
        [typeof(NoticeTopic)] = "NoticeTopic",
    };
}
