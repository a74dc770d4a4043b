using FsCheck;
using FsCheck.Fluent;
using OrleansRegistry.Domain.Tests.Calendar;

namespace OrleansRegistry.Storage.Tests;

/// <summary>A silo's part of the ring: what Orleans' ranges say of a place, and nothing else.</summary>
public sealed class RingPartTests
{
    /// <summary>Any number, and often one at which signed or unsigned numbers end.</summary>
    private static readonly Gen<uint> Places = Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue).Select(number => unchecked((uint)number)),
        Gen.Elements<uint>(0, 1, 2, int.MaxValue, 0x8000_0000, 0x8000_0001, uint.MaxValue - 1, uint.MaxValue));

    private static readonly Gen<RingRange> Ranges =
        from begin in Places
        from end in Gen.OneOf(Places, Gen.Constant(begin))
        select new RingRange(begin, end);

    private static Gen<uint[]> Cuts => Places.NonEmptyListOf().Select(cuts => cuts.Distinct().Order().ToArray());

    private static Gen<RingRange[]> Some =>
        from count in Gen.Choose(0, 6)
        from ranges in Ranges.ArrayOf(count)
        select ranges;

    /// <summary>As Orleans' own InRange has it.</summary>
    private static bool Has(RingRange range, uint place) => range.Begin < range.End
        ? place > range.Begin && place <= range.End
        : place > range.Begin || place <= range.End;

    private static bool Has(RingPart part, uint place) => part.Has(unchecked((int)place));

    [Fact]
    public void A_place_is_in_a_part_when_one_of_its_ranges_has_it() => Always.Holds(
        from ranges in Some from place in Places select (ranges, place),
        given => Around(given.ranges, given.place).All(place =>
            Has(new RingPart(given.ranges), place) == given.ranges.Any(range => Has(range, place))));

    /// <summary>A fault at an end shows at the end and beside it.</summary>
    private static IEnumerable<uint> Around(RingRange[] ranges, uint place) =>
        from end in ranges.SelectMany(range => new[] { range.Begin, range.End }).Append(place)
        from step in new[] { -1, 0, 1 }
        select unchecked((uint)(end + step));

    [Fact]
    public void The_parts_between_cuts_have_each_place_once() => Always.Holds(
        from cuts in Cuts from place in Places select (cuts, place),
        given => Split(given.cuts).Count(part => Has(part, given.place)) == 1);

    [Fact]
    public void All_parts_together_are_the_whole() => Always.Holds(
        Cuts, cuts => new RingPart(RangesBetween(cuts)).IsWhole);

    [Theory]
    [InlineData(10, 20, new[] { 11, 20 }, new[] { 10, 21, 0, -1 })]
    [InlineData(20, 10, new[] { 21, int.MaxValue, int.MinValue, -1, 0, 10 }, new[] { 20, 11 })]
    [InlineData(int.MaxValue, uint.MaxValue, new[] { int.MinValue, -1 }, new[] { 0, int.MaxValue })]
    [InlineData(uint.MaxValue, int.MaxValue, new[] { 0, int.MaxValue }, new[] { int.MinValue, -1 })]
    [InlineData(uint.MaxValue, 0, new[] { 0 }, new[] { 1, -1 })]
    public void Begin_is_outside_and_End_inside_and_the_ring_goes_round(
        uint begin, uint end, int[] inside, int[] outside)
    {
        var part = new RingPart(new RingRange(begin, end));
        Assert.All(inside, place => Assert.True(part.Has(place)));
        Assert.All(outside, place => Assert.False(part.Has(place)));
        Assert.False(part.IsWhole);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(int.MaxValue)]
    [InlineData(uint.MaxValue)]
    public void Equal_ends_are_the_full_ring(uint end)
    {
        Assert.True(new RingPart(new RingRange(end, end)).IsWhole);
        Assert.True(RingPart.Whole.Has(int.MinValue) && RingPart.Whole.Has(0) && RingPart.Whole.Has(int.MaxValue));
    }

    [Fact]
    public void No_range_has_no_place()
    {
        var part = new RingPart();
        Assert.True(part.IsEmpty);
        Assert.False(part.Has(0) || part.Has(int.MinValue) || part.Has(int.MaxValue) || part.IsWhole);
    }

    /// <summary>One range from each cut to the next, the last one round to the first.</summary>
    internal static IEnumerable<RingRange> RangesBetween(uint[] cuts) =>
        cuts.Select((cut, i) => new RingRange(cut, cuts[(i + 1) % cuts.Length]));

    private static IEnumerable<RingPart> Split(uint[] cuts) => RangesBetween(cuts).Select(range => new RingPart(range));
}
