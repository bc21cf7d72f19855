// The tests here look at how busy processes are; two at a time would look at each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
