using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>Goal: what one account uploads in a day has a measure, whatever it removes and acts for (H6).</summary>
public sealed class UploadMeasureTests : IDisposable
{
    private static readonly Actor _person = new("A-1", Roles.Holder, Channel.Http);
    private static readonly Actor _business = _person with { Roles = Roles.Operator, OperatorKey = "O-1" };

    private readonly TestStore _store = new();
    private readonly FakeTimeProvider _clock = new(TestPlace.Start);
    private readonly UploadedDocuments _documents;
    private int _sequence;

    public UploadMeasureTests() => _documents = DocumentSteps.Over(_store.Store.Documents, _clock);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task H6_a_hundred_files_a_day_of_a_person_and_the_next_day_more()
    {
        for (var i = 0; i < 100; i++) Assert.IsType<Upload.Kept>(await Add(_person));
        Assert.Equal(RefusalCode.TooMany, Code(await Add(_person)));
        Assert.IsType<Upload.Kept>(await Add(_person with { AccountId = "A-2" }));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<Upload.Kept>(await Add(_person));
    }

    /// <summary>Each costs an inspection and the disk its writing, also when it is removed again at once.</summary>
    [Fact]
    public async Task T15_H6_what_came_and_was_removed_counts_as_well()
    {
        for (var i = 0; i < 100; i++)
        {
            var kept = Assert.IsType<Upload.Kept>(await Add(_person)).Document;
            Assert.Null(await _documents.Remove(kept.Id, _person));
        }
        Assert.Equal(RefusalCode.TooMany, Code(await Add(_person)));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<Upload.Kept>(await Add(_person));
    }

    /// <summary>An owner-driver's account: the business has more room, and the person no second measure.</summary>
    [Fact]
    public async Task T15_H6_files_for_a_business_and_for_its_owner_are_one_accounts()
    {
        for (var i = 0; i < 101; i++) Assert.IsType<Upload.Kept>(await Add(_business));
        Assert.Equal(RefusalCode.TooMany, Code(await Add(_person)));
        Assert.IsType<Upload.Kept>(await Add(_business));
    }

    private Task<Upload> Add(Actor actor) => _documents.Add($"D-{++_sequence}",
        actor.Is(Roles.Holder) ? MaterialKind.PortraitPhoto : MaterialKind.VehicleLicenceFront, "a.png", actor,
        new MemoryStream(Images.Png(1, 1)));

    private static RefusalCode? Code(Upload upload) => (upload as Upload.No)?.Refusal.Code;
}
